/** Words of the interface: what comparing is called in lists of commands. */
export const commands = {
  compare: 'Compare answers in a table',
  diff: 'Show the differences of two answers',
  synthesise: 'Synthesise the answers…',
  blind: 'Turn blind mode on or off',
  scoreboard: 'Scoreboard of your votes',
};
