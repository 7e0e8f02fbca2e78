/**
 * The built-in demo: answers written beforehand, streamed from inside the app, so that a person without an account sees
 * what Switchyard does. It opens no socket and reads no secret. Its answers come through the same port as everybody's,
 * which makes it the first client of that port, not a special case of the interface.
 */
import { AppError } from '../../../shared/errors.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ChatProvider, ChatRequest, ProviderDependencies } from '../ChatProvider.ts';
import { chooseAnswer } from './chooseAnswer.ts';
import type { DemoAnswer } from './chooseAnswer.ts';
import { demoModels } from './demoModels.ts';
import type { DemoModel } from './demoModels.ts';
import { charactersPerToken, pacedText, pause } from './pacedText.ts';

/** The wait before the first word, in milliseconds: about what a near and idle server takes. */
const firstWordMs = 350;

const thoughtsOfTheReasoner =
  'This is the demo model, so there is nothing to weigh: the answer was written beforehand and is chosen by a word in the prompt. A model that reasons would use this space to try a few ways, and the thoughts would be folded away once the answer begins.';

function tokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

function modelOf(modelId: string): DemoModel {
  const model = demoModels.find(({ info }) => info.id === modelId);
  if (model !== undefined) return model;
  throw new AppError('provider/unknown-model', 'The demo has no such model.', { details: { modelId } });
}

function usageOf(request: ChatRequest, answer: DemoAnswer): StreamEvent {
  const reasoning = tokens(answer.reasoning ?? '');
  return {
    type: 'usage',
    usage: {
      input: request.messages.reduce((sum, message) => sum + tokens(message.text), 0),
      output: tokens(answer.text) + reasoning,
      ...(reasoning > 0 && { reasoning }),
    },
  };
}

/** Makes the adapter of the demo connection. Time comes from the clock alone. */
export function createDemoProvider({ clock }: Pick<ProviderDependencies, 'clock'>): ChatProvider<'demo'> {
  async function* stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const model = modelOf(request.modelId);
    const chosen = chooseAnswer(request.messages);
    const answer = model.reasons
      ? { ...chosen, reasoning: chosen.reasoning ?? thoughtsOfTheReasoner }
      : chosen;
    const tokensPerSecond = Math.min(model.tokensPerSecond, answer.tokensPerSecond ?? Infinity);
    const pace = { clock, signal, tokensPerSecond };

    yield { type: 'start', model: request.modelId };
    await pause(firstWordMs, clock, signal);
    if (answer.reasoning !== null) {
      for await (const delta of pacedText(answer.reasoning, pace)) {
        yield { type: 'reasoning', block: 0, delta, kind: 'raw' };
      }
    }
    for await (const delta of pacedText(answer.text, pace)) {
      yield { type: 'text', block: answer.reasoning === null ? 0 : 1, delta };
    }
    if (signal.aborted) {
      yield { type: 'stop', reason: 'cancelled' };
      return;
    }
    if (answer.ending.type === 'throws') throw answer.ending.failure(request.modelId);
    yield usageOf(request, answer);
    yield { type: 'stop', reason: answer.ending.reason };
  }

  return {
    stream: (request, { signal }) => stream(request, signal),
    listModels: () => Promise.resolve(demoModels.map(({ info }) => info)),
  };
}
