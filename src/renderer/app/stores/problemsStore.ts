/**
 * Failures of things that happen behind the scenes (saving tabs, renaming, settings), which have no place of their own on
 * the screen. They stand as notices above the chat until they are dismissed; a failure with a place (a message, a form)
 * is shown there and never here.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import { errorInfoOf } from '../client.ts';

/** Shows a caught failure to the person. */
export type Report = (caught: unknown) => void;

export interface ProblemsState {
  /** At most one of each code, newest last. */
  readonly problems: readonly ErrorInfo[];
  readonly report: Report;
  readonly dismiss: (problem: ErrorInfo) => void;
}

export function createProblemsStore(): StoreApi<ProblemsState> {
  return createStore<ProblemsState>()((set) => ({
    problems: [],
    report: (caught) => {
      const problem = errorInfoOf(caught);
      set((state) => ({
        problems: [...state.problems.filter((known) => known.code !== problem.code), problem],
      }));
    },
    dismiss: (problem) => {
      set((state) => ({ problems: state.problems.filter((known) => known !== problem) }));
    },
  }));
}
