/** Characters that JSON allows but that steer a terminal or hide in an editor. */
const unseen = /(?![\n])[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** JSON text in which nothing is invisible: escaped, the characters say the same. Line feeds stay. */
export function escapeUnseen(json: string): string {
  return json.replace(unseen, escapeCharacter);
}
