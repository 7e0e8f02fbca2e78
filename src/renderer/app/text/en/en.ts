/**
 * The English message catalogue: one file a topic. Sentences with parts are functions, so that word order is free.
 * Topics are re-exported and not gathered in an object, so that the words of a dialog are loaded with the dialog.
 */
export * as chat from './chat.ts';
export * as compare from './compare.ts';
export { connections } from './connections.ts';
export { errors } from './errors.ts';
export { library } from './library.ts';
export { modelSets } from './modelSets.ts';
export * as pipelines from './pipelines.ts';
export { prompts } from './prompts.ts';
export { rendering } from './rendering.ts';
export { settings } from './settings.ts';
export { shell } from './shell.ts';
export { tabs } from './tabs.ts';
export { transcripts } from './transcripts.ts';
