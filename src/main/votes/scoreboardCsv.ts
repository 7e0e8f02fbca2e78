/**
 * The scoreboard as CSV after RFC 4180: lines end in CRLF, every text is quoted. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front (OWASP, "CSV Injection"), and what is invisible or steers a terminal is shown as an escape: names of
 * models come from servers, tags from wherever they were pasted.
 */
import { revealInvisible } from '../../shared/invisibleText.ts';
import { scoreboard, votesWithTag } from '../../shared/scoreboard.ts';
import type { Vote } from '../../shared/vote.ts';

const columns = [
  'model',
  'model id',
  'provider',
  'tag',
  'votes',
  'chosen',
  'not chosen',
  'both good',
  'neither good',
  'share chosen',
  '95 % from',
  '95 % to',
] as const;

/** How a formula begins, in full width too, or what some spreadsheets skip before it. */
const formula = /^\s*[=+\-@＝＋－＠\t\r]/u;

function textCell(text: string): string {
  const visible = revealInvisible(text);
  const harmless = formula.test(visible) ? `'${visible}` : visible;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Four digits say more than any number of votes can. */
const shareCell = (share: number): string => share.toFixed(4);

/** One line a model. `tag` null: all votes, and the column says so by being empty. */
export function scoreboardCsv(votes: readonly Vote[], tag: string | null): string {
  const lines = scoreboard(votesWithTag(votes, tag)).map((row) =>
    [
      textCell(row.model.modelName),
      textCell(row.model.modelId),
      textCell(row.model.provider),
      textCell(tag ?? ''),
      ...[row.votes, row.chosen, row.notChosen, row.both, row.neither].map(String),
      ...[row.preferred.value, row.preferred.low, row.preferred.high].map(shareCell),
    ].join(','),
  );
  return [columns.map(textCell).join(','), ...lines, ''].join('\r\n');
}
