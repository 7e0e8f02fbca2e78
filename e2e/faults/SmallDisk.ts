/**
 * A file system of a few megabytes that can be filled up and made read-only: the only honest way to a full disk. It needs Linux
 * and the right to mount, which an ordinary user does not have.
 */
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { captureChild } from '../../scripts/childProcess.ts';

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const { exitCode } = await captureChild(command, args);
  return exitCode === 0;
}

export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Mounts an empty disk at a folder, which is made; null where this user may not mount. */
  static async mount(folder: string, megabytes: number): Promise<SmallDisk | null> {
    if (process.platform !== 'linux') return null;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const options = `size=${String(megabytes)}m,mode=0700`;
    return (await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]))
      ? new SmallDisk(folder)
      : null;
  }

  /** Leaves no room at all. */
  async fill(): Promise<void> {
    const filler = await open(join(this.folder, 'filler'), 'a');
    // Ever smaller pieces, so that not even a short line fits afterwards.
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
      const piece = Buffer.alloc(size);
      let written = true;
      while (written)
        written = await filler.appendFile(piece).then(
          () => true,
          () => false,
        );
    }
    await filler.close();
  }

  /** Gives back the room that `fill` took. */
  async free(): Promise<void> {
    await rm(join(this.folder, 'filler'));
  }

  async makeReadOnly(): Promise<void> {
    await run('mount', ['-o', 'remount,ro', this.folder]);
  }

  /** Also while a program still has files open there; they stay readable for it. */
  async unmount(): Promise<void> {
    await run('umount', ['--lazy', this.folder]);
  }
}
