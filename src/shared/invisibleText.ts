/**
 * Characters that cannot be seen but change what is seen: direction controls, zero-width characters, tags, variation
 * selectors, control characters. Where exact characters matter (code, URLs, file names) they are shown as escapes; in prose
 * only those go that no writer needs, so that Arabic, Hebrew, Persian, Indic and Thai text and every emoji stay as they are.
 * The classes come from Unicode's own properties, so that new invisible characters are covered without a list of ours.
 */

/**
 * Emoji that need invisible characters: pictographs joined by ZWJ (a family), and the flags of regions, which end in tags.
 * UTS #51 ED-16 and ED-14a; a tag sequence is kept short, so that it can spell a region and not a hidden sentence.
 */
const pictograph = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?`;
const regionFlag = String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`;
/** One variation selector after something visible: text or emoji style, a mathematical or an ideographic variant. */
const variant = String.raw`[^\p{Variation_Selector}\p{Default_Ignorable_Code_Point}\p{C}\p{Z}][\uFE00-\uFE0F]`;
const ideographicVariant = String.raw`\p{Script=Han}[\u{E0100}-\u{E01EF}]`;
const legitimate = String.raw`${regionFlag}|${pictograph}(?:\u200D${pictograph})+|${variant}`;

/** Everything that is invisible or moves the cursor, apart from tab and line feed. */
const unseen = String.raw`(?![\t\n])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2028\u2029\uFFF9-\uFFFB]`;

const revealPattern = new RegExp(String.raw`(?<keep>${legitimate}|\r\n)|${unseen}`, 'gu');

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * Shows every invisible character as an escape like `⟨U+202E⟩`: for code, file names, URLs, tool arguments. Line breaks, tabs
 * and well-formed emoji stay. Applying it twice changes nothing more.
 */
export function revealInvisible(text: string): string {
  return text.replace(revealPattern, (match: string, keep: string | undefined) => keep ?? escapeOf(match));
}

/**
 * What prose loses: control characters, direction embeddings and overrides, tags, stray variation selectors, fillers and
 * deprecated format controls. Marks (LRM, RLM, ALM), joiners (Persian, Indic), soft hyphens and break opportunities (Thai)
 * carry meaning and stay, but only one in a row: a run of them is a hidden message, never spelling.
 */
const zeroWidth = String.raw`[\u00AD\u200B-\u200D\u2060]`;
const unwanted = String.raw`(?![\t\n])[\p{Cc}\p{Cs}\u202A-\u202E\u2061-\u2065\u206A-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]`;
const prosePattern = new RegExp(
  String.raw`(?<keep>${legitimate}|${ideographicVariant}|\r\n)|(?<one>${zeroWidth})${zeroWidth}*|${unwanted}`,
  'gu',
);

const isolateStart = /[\u2066-\u2068]/u;
const popIsolate = '\u2069';

/** Closes every isolate that the text opens and drops closings without a start, so that it cannot turn its surroundings. */
function balanceIsolates(text: string): string {
  if (!/[\u2066-\u2069]/u.test(text)) return text;
  let open = 0;
  const balanced = text.replace(/[\u2066-\u2069]/gu, (character) => {
    if (isolateStart.test(character)) {
      open += 1;
      return character;
    }
    if (open === 0) return '';
    open -= 1;
    return character;
  });
  return balanced + popIsolate.repeat(open);
}

/** One pass; removing a character can bring two others together, so the caller repeats it until nothing changes. */
function cleanOnce(text: string): string {
  return text.replace(
    prosePattern,
    (_match: string, keep: string | undefined, one: string | undefined) => keep ?? one ?? '',
  );
}

/**
 * Cleans text that is read and not executed: strips what is only good for hiding or deceiving and closes open isolates.
 * Emoji and right-to-left prose are untouched. Applying it twice changes nothing more. The element that shows it still needs
 * `dir="auto"` or `<bdi>`.
 */
export function cleanProse(text: string): string {
  let current = text;
  for (;;) {
    const next = balanceIsolates(cleanOnce(current));
    if (next === current) return current;
    current = next;
  }
}

/**
 * Text as a name on one line (a title, a model's name, a file name): prose without any direction control, its white space
 * collapsed to single spaces and trimmed.
 */
export function cleanName(text: string): string {
  const spaced = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
  return cleanProse(spaced).replace(/\s+/gu, ' ').trim();
}
