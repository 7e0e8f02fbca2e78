import { initial } from './0001-initial.ts';
import { costsAndAttachments } from './0002-costs-and-attachments.ts';
import { workspace } from './0003-workspace.ts';
import type { Migration } from './Migration.ts';

/** Every step from an empty file to today's schema, in order. */
export const migrations: readonly Migration[] = [initial, costsAndAttachments, workspace];

/** The version of the schema that this program knows. */
export const newestSchemaVersion = migrations.at(-1)?.version ?? 0;
