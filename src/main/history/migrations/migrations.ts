import { initial } from './0001-initial.ts';
import type { Migration } from './Migration.ts';

/** Every step from an empty file to today's schema, in order. */
export const migrations: readonly Migration[] = [initial];
