import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface LogFileOptions {
  readonly folder: string;
  /** Size in bytes from which the file is put aside as `main.old.log`, replacing the one before. */
  readonly maxBytes: number;
}

/**
 * Appends lines to `main.log`, one write at a time, without ever making a caller wait or fail: a log that cannot be written
 * must not stop the app. Readable by this user only.
 */
export class LogFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #maxBytes: number;
  #waiting: string[] = [];
  #writing: Promise<void> | null = null;

  constructor({ folder, maxBytes }: LogFileOptions) {
    this.#folder = folder;
    this.#path = join(folder, 'main.log');
    this.#maxBytes = maxBytes;
  }

  append(line: string): void {
    this.#waiting.push(line);
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything appended so far is written, or has failed to be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const text = `${this.#waiting.join('\n')}\n`;
      this.#waiting = [];
      try {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await this.#rotate();
        await appendFile(this.#path, text, { mode: 0o600 });
      } catch {
        // There is nowhere to report it to. The lines are lost, the next ones are tried again.
      }
    }
    this.#writing = null;
  }

  async #rotate(): Promise<void> {
    const size = await stat(this.#path).then(
      (found) => found.size,
      () => 0,
    );
    if (size >= this.#maxBytes) await rename(this.#path, join(this.#folder, 'main.old.log'));
  }
}
