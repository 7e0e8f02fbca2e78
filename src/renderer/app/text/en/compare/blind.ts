/** Words of the interface: answers whose authors are hidden. Apart from the rest of comparing, because every chat can say them. */
/** `A`, `B`, …: as many as there can be lanes. */
const letter = (index: number): string => String.fromCharCode(65 + index);

export const blind = {
  answer: (index: number) => `Answer ${letter(index)}`,
  hiddenName: 'Name hidden until you vote',
  button: 'Blind',
  hint: 'Hide who answers, and shuffle, until you vote',
  on: 'Blind mode is on. Who answers is hidden until you vote.',
  off: 'Blind mode is off.',
  hiddenHint: 'Names, figures and prices are hidden until you vote.',
  failed: 'This answer failed. What went wrong is told after the vote, because it could give the model away.',
  retry: 'Try again',
};
