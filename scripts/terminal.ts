/** What the scripts tell the person at the keyboard. Everything is prefixed, so that it stands apart from the tools they run. */

/** Prints one line of progress. */
export function say(message: string): void {
  process.stdout.write(`[switchyard] ${message}\n`);
}

/** Prints one line that asks for attention but stops nothing. */
export function warn(message: string): void {
  process.stderr.write(`[switchyard] Warning: ${message}\n`);
}

/**
 * A failure with a remedy that a person can act on. Scripts print its message without a stack trace, because the
 * stack says nothing that the message does not.
 */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
}

/** Runs a script's main function; prints a ScriptFailure plainly, anything else with its stack; sets the exit code. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    const text =
      error instanceof ScriptFailure ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`[switchyard] ${text}\n`);
  }
}
