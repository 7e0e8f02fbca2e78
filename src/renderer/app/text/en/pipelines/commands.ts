/** Words of the interface: what pipelines are called in lists of commands. */
export const commands = {
  open: 'Pipelines…',
  run: 'Run a pipeline…',
  clearComposer: 'Empty the composer',
};
