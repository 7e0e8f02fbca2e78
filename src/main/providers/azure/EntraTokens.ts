/**
 * Tokens of Microsoft Entra that a command prints. A command is started only after a person has confirmed this very program
 * with these very arguments, once a session; it runs at most once for each token's life, however many requests wait for it.
 */
import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ConfirmCommand } from '../ChatProvider.ts';
import { readTokenOutput, type PrintedToken } from './readTokenOutput.ts';
import { runTokenCommand, type Command } from './runTokenCommand.ts';

interface EntraTokensOptions {
  readonly clock: Clock;
  /** Absent where nobody can be asked: then nothing is started. */
  readonly confirm: ConfirmCommand | undefined;
  readonly run?: (command: Command) => Promise<string>;
}

/** A token that ends within this time, in milliseconds, is not used any more. */
const marginMs = 2 * 60_000;
/** How long a token counts as good when nothing says when it ends, in milliseconds. */
const unknownLifeMs = 5 * 60_000;

interface Kept {
  readonly token: string;
  readonly until: number;
}

export class EntraTokens {
  readonly #options: EntraTokensOptions;
  readonly #confirmed = new Set<string>();
  readonly #kept = new Map<string, Kept>();
  readonly #coming = new Map<string, Promise<string>>();

  constructor(options: EntraTokensOptions) {
    this.#options = options;
  }

  /** A token that is good for a while. Rejects with `sign-in/not-confirmed` or `sign-in/command-failed`. */
  async tokenOf(command: Command): Promise<string> {
    const key = keyOf(command);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#options.clock.now()) return kept.token;
    const coming = this.#coming.get(key) ?? this.#fetch(command, key);
    this.#coming.set(key, coming);
    return coming;
  }

  /** Gives up a token that the service has refused, so that the next request fetches another one. */
  forget(command: Command): void {
    this.#kept.delete(keyOf(command));
  }

  async #fetch(command: Command, key: string): Promise<string> {
    try {
      await this.#confirm(command, key);
      const printed = readTokenOutput(await (this.#options.run ?? runTokenCommand)(command));
      if (printed === null) {
        throw new AppError('sign-in/command-failed', 'The command printed something else than a token');
      }
      this.#kept.set(key, { token: printed.token, until: this.#endOf(printed) });
      return printed.token;
    } finally {
      this.#coming.delete(key);
    }
  }

  async #confirm({ program, args }: Command, key: string): Promise<void> {
    if (this.#confirmed.has(key)) return;
    const confirmed = (await this.#options.confirm?.(program, args)) ?? false;
    if (!confirmed) throw new AppError('sign-in/not-confirmed', 'The command was not confirmed');
    this.#confirmed.add(key);
  }

  #endOf({ expiresAt }: PrintedToken): number {
    return expiresAt === null ? this.#options.clock.now() + unknownLifeMs : expiresAt - marginMs;
  }
}

function keyOf({ program, args }: Command): string {
  return JSON.stringify([program, ...args]);
}
