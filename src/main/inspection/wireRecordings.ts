import type { Clock } from '../../shared/clock.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import type { History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';
import type { SecretBlanker } from './hideSecrets.ts';
import { WireRecorder } from './WireRecorder.ts';
import type { WireTrace } from './WireTrace.ts';

interface WireRecordingsOptions {
  readonly history: Pick<History, 'saveInspection'>;
  readonly clock: Clock;
  readonly secrets: SecretBlanker;
  readonly logger: Logger;
}

/** Makes the recordings of replies: each listens to one, and is kept with the reply's final form. Keeping never rejects. */
export function wireRecordings({ history, clock, secrets, logger }: WireRecordingsOptions): () => {
  readonly trace: WireTrace;
  keep(final: AssistantMessage): Promise<void>;
} {
  return () => {
    const recorder = new WireRecorder(clock, secrets);
    return {
      trace: recorder,
      keep: async ({ id, timing }) => {
        const inspection = recorder.finish(timing);
        if (inspection === null) return;
        try {
          await history.saveInspection(id, inspection);
        } catch (caught) {
          logger.error('What went over the wire could not be kept.', caught);
        }
      },
    };
  };
}
