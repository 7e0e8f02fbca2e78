/** The English message catalogue: one file a topic. Sentences with parts are functions, so that word order is free. */
import { chat } from './chat.ts';
import { compare } from './compare.ts';
import { connections } from './connections.ts';
import { errors } from './errors.ts';
import { library } from './library.ts';
import { modelSets } from './modelSets.ts';
import { pipelines } from './pipelines.ts';
import { prompts } from './prompts.ts';
import { rendering } from './rendering.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { tabs } from './tabs.ts';
import { transcripts } from './transcripts.ts';

export const en = {
  chat,
  compare,
  connections,
  errors,
  library,
  modelSets,
  pipelines,
  prompts,
  rendering,
  settings,
  shell,
  tabs,
  transcripts,
};
