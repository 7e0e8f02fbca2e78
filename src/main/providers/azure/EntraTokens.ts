/**
 * Tokens of Microsoft Entra that a command prints. A command is started only after a person has confirmed this very program
 * with these very arguments for this very place, once a session: a token is bound to an origin like any other key. It runs at
 * most once for each token's life, however many requests wait for it.
 */
import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ConfirmCommand } from '../ChatProvider.ts';
import { Consents } from '../Consents.ts';
import { readTokenOutput, type PrintedToken } from './readTokenOutput.ts';
import { runTokenCommand, type Command } from './runTokenCommand.ts';

interface EntraTokensOptions {
  readonly clock: Clock;
  /** Absent where nobody can be asked: then nothing is started. */
  readonly confirm: ConfirmCommand | undefined;
  /** Hears of every token before it is used, so that logs can blank it. */
  readonly onSecret?: ((value: string) => void) | undefined;
  readonly run?: (command: Command) => Promise<string>;
}

/** A token that ends within this time, in milliseconds, is not used any more. */
const marginMs = 2 * 60_000;
/** How long a token counts as good when nothing says when it ends, in milliseconds. */
const unknownLifeMs = 5 * 60_000;

/** A command and the origin that its token is sent to. */
export interface TokenUse {
  readonly command: Command;
  readonly origin: string;
}

interface Kept {
  readonly token: string;
  readonly until: number;
}

export class EntraTokens {
  readonly #options: EntraTokensOptions;
  readonly #consents = new Consents();
  readonly #kept = new Map<string, Kept>();
  readonly #coming = new Map<string, Promise<string>>();

  constructor(options: EntraTokensOptions) {
    this.#options = options;
  }

  /** A token that is good for a while. Rejects with `sign-in/not-confirmed` or `sign-in/command-failed`. */
  async tokenOf(use: TokenUse): Promise<string> {
    const key = keyOf(use);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#options.clock.now()) return kept.token;
    const coming = this.#coming.get(key) ?? this.#fetch(use, key);
    this.#coming.set(key, coming);
    return coming;
  }

  /** Gives up a token that the service has refused, so that the next request fetches another one. */
  forget(use: TokenUse): void {
    this.#kept.delete(keyOf(use));
  }

  async #fetch({ command, origin }: TokenUse, key: string): Promise<string> {
    const { confirm = async () => false, run = runTokenCommand, onSecret } = this.#options;
    try {
      await this.#consents.require(key, () => confirm(command.program, command.args, origin));
      const printed = readTokenOutput(await run(command));
      if (printed === null) {
        throw new AppError('sign-in/command-failed', 'The command printed something else than a token');
      }
      onSecret?.(printed.token);
      this.#kept.set(key, { token: printed.token, until: this.#endOf(printed) });
      return printed.token;
    } finally {
      this.#coming.delete(key);
    }
  }

  #endOf({ expiresAt }: PrintedToken): number {
    return expiresAt === null ? this.#options.clock.now() + unknownLifeMs : expiresAt - marginMs;
  }
}

function keyOf({ command: { program, args }, origin }: TokenUse): string {
  return JSON.stringify([origin, program, ...args]);
}
