import type { ModelInfo } from '../../../shared/model.ts';

/** A demo model and its manner. Speed is in tokens a second; a token is taken for four characters. */
export interface DemoModel {
  readonly info: ModelInfo;
  readonly tokensPerSecond: number;
  /** Whether it thinks aloud before every answer, not only when asked to. */
  readonly reasons: boolean;
}

/** The models of the demo connection, the usual one first. Each name says that it is a demo. */
export const demoModels: readonly DemoModel[] = [
  {
    info: { id: 'demo-writer', name: 'Demo writer', vendor: 'Switchyard' },
    tokensPerSecond: 75,
    reasons: false,
  },
  {
    info: { id: 'demo-reasoner', name: 'Demo reasoner', vendor: 'Switchyard' },
    tokensPerSecond: 60,
    reasons: true,
  },
  {
    info: { id: 'demo-slow', name: 'Demo slow writer', vendor: 'Switchyard' },
    tokensPerSecond: 8,
    reasons: false,
  },
];
