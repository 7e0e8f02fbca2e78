import type { Question } from '../Question.ts';
import { firstTokenQuestion } from './P1firstToken.ts';
import { relayQuestion } from './P2relay.ts';
import { mainThreadQuestion } from './P3mainThread.ts';
import { longConversationQuestion } from './P4longConversation.ts';
import { typingBesideStreamsQuestion } from './P5typingBesideStreams.ts';
import { coldStartQuestion } from './P6coldStart.ts';
import { memoryQuestion } from './P7memory.ts';
import { searchQuestion } from './P8search.ts';
import { firstPaintCodeQuestion } from './P10firstPaintCode.ts';
import { mainDelayQuestion } from './P11mainDelay.ts';
import { firstUseQuestion } from './P13firstUse.ts';
import { typingQuestion } from './P14typing.ts';
import { tabSwitchQuestion } from './P15tabSwitch.ts';
import { hiddenTabsQuestion } from './P16hiddenTabs.ts';

/** All questions, in the order of their numbers. */
export const questions: readonly Question[] = [
  firstTokenQuestion,
  relayQuestion,
  mainThreadQuestion,
  longConversationQuestion,
  typingBesideStreamsQuestion,
  coldStartQuestion,
  memoryQuestion,
  searchQuestion,
  firstPaintCodeQuestion,
  mainDelayQuestion,
  firstUseQuestion,
  typingQuestion,
  tabSwitchQuestion,
  hiddenTabsQuestion,
];
