import type { Question } from '../Question.ts';
import { firstTokenQuestion } from './P1firstToken.ts';
import { relayQuestion } from './P2relay.ts';
import { coldStartQuestion } from './P6coldStart.ts';
import { searchQuestion } from './P8search.ts';

/** All questions, in the order of their numbers. */
export const questions: readonly Question[] = [
  firstTokenQuestion,
  relayQuestion,
  coldStartQuestion,
  searchQuestion,
];
