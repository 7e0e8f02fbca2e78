/**
 * Splits a command as a POSIX shell does, as far as our commands go: single quotes, double quotes with variables, backslashes,
 * lines that go on. Throws on whatever else a shell would act upon.
 */
export function shellWords(command: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let rest = command;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match !== null) rest = rest.slice(match[0].length);
    return match;
  };
  const expand = (text: string): string =>
    text.replaceAll(/\$([A-Za-z_]\w*)/g, (_whole, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`The variable ${name} is not set.`);
      return value;
    });
  while (rest !== '') {
    const single = take(/^'([^']*)'/);
    const double = single === null ? take(/^"([^"\\`]*)"/) : null;
    if (single !== null) word = (word ?? '') + (single[1] ?? '');
    else if (double !== null) word = (word ?? '') + expand(double[1] ?? '');
    else if (take(/^\\\n/) !== null) continue;
    else if (take(/^[ \n\t]+/) !== null) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      const plain = take(/^\\([^\n])/) ?? take(/^([\w@%+=:,./-]+)/);
      if (plain === null) throw new Error(`A shell would act upon ${rest.slice(0, 20)}`);
      word = (word ?? '') + (plain[1] ?? '');
    }
  }
  if (word !== null) words.push(word);
  return words;
}
