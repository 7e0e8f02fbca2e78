/**
 * Who carries out which command now. A component registers what it can do while it is mounted; where two can do the same,
 * the one that came last does. A command without a handler is not available: it is not in the palette, and its shortcut
 * is left to the page.
 */
import type { CommandId } from './commands.ts';

type Run = () => void;

export class CommandRegistry {
  readonly #handlers = new Map<CommandId, readonly Run[]>();

  /** Takes over a command; returns the function that gives it back. */
  handle(id: CommandId, run: Run): () => void {
    this.#handlers.set(id, [...(this.#handlers.get(id) ?? []), run]);
    return () => {
      this.#handlers.set(
        id,
        (this.#handlers.get(id) ?? []).filter((known) => known !== run),
      );
    };
  }

  isAvailable(id: CommandId): boolean {
    return (this.#handlers.get(id)?.length ?? 0) > 0;
  }

  /** Carries out a command. False when nobody can at the moment. */
  run(id: CommandId): boolean {
    const run = this.#handlers.get(id)?.at(-1);
    run?.();
    return run !== undefined;
  }
}
