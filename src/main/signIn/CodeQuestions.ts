/**
 * Codes of devices, asked of whoever sits in front of the window. A code goes from the answer to whoever waits for it and is
 * nowhere kept; a question whose asker has left is taken back.
 */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type { AskForCode } from '../providers/aws/AwsSignIn.ts';

function cancelled(): AppError {
  return new AppError('sign-in/cancelled', 'The question for a code was not answered');
}

export class CodeQuestions {
  readonly #emit: EmitEvent;
  readonly #waiting = new Map<string, (code: string | null) => void>();

  constructor(emit: EmitEvent) {
    this.#emit = emit;
  }

  /** Rejects with `sign-in/cancelled` when the person gives up or the signal is aborted. */
  readonly ask: AskForCode = async ({ signal, ...question }) => {
    if (signal.aborted) throw cancelled();
    const requestId = randomUUID();
    return new Promise<string>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.delete(requestId);
        this.#emit('code.withdrawn', { requestId });
        reject(cancelled());
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(requestId, (code) => {
        signal.removeEventListener('abort', onAbort);
        if (code === null) reject(cancelled());
        else resolve(code);
      });
      this.#emit('code.asked', { requestId, ...question });
    });
  };

  /** Hands a code to whoever asked; null when the person gave up. A question that is no longer open is no error. */
  answer(requestId: string, code: string | null): void {
    const settle = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    settle?.(code);
  }
}
