/** The questions for codes of devices that wait for an answer, oldest first. A code itself is never kept here. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EventPayloads } from '../../../shared/ipc/events.ts';
import type { Client } from '../client.ts';
import type { Report } from './problemsStore.ts';

export type CodeQuestion = EventPayloads['code.asked'];

export interface CodeQuestionsState {
  readonly questions: readonly CodeQuestion[];
  readonly ask: (question: CodeQuestion) => void;
  readonly withdraw: (requestId: string) => void;
  /** Hands a code to main; null gives up. The question is gone either way: a refused code is asked for again. */
  readonly answer: (requestId: string, code: string | null) => Promise<void>;
}

export function createCodeQuestionsStore(client: Client, report: Report): StoreApi<CodeQuestionsState> {
  return createStore<CodeQuestionsState>()((set, get) => ({
    questions: [],
    ask: (question) => {
      set((state) => ({
        questions: [...state.questions.filter(({ requestId }) => requestId !== question.requestId), question],
      }));
    },
    withdraw: (requestId) => {
      set((state) => ({ questions: state.questions.filter((known) => known.requestId !== requestId) }));
    },
    answer: async (requestId, code) => {
      get().withdraw(requestId);
      await client.request('signIn.answerCode', { requestId, code }).catch(report);
    },
  }));
}
