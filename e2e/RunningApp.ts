/**
 * The app as Playwright drives it: real Electron on the build in `out/`, in the home of a test. Knows how to start it, how to
 * end it in an orderly way and how to kill it in a disorderly one. Used by the test fixtures, the demo and the screenshots.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { ElectronRuntime } from '../scripts/electron/ElectronRuntime.ts';
import { projectPath, projectRoot } from '../scripts/projectPaths.ts';
import { osSandboxArguments } from '../scripts/session/osSandbox.ts';
import { MainWindow } from './pages/MainWindow.ts';
import type { TestHome } from './TestHome.ts';

export interface LaunchOptions {
  readonly home: TestHome;
  readonly runtime: ElectronRuntime;
  /** Added to the command line. */
  readonly args?: readonly string[];
  /** Laid over the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What starts the app: for tests that start it without Playwright, a second instance for one. */
export interface LaunchCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const preload = projectPath('e2e', 'waitForPlaywright.cjs');
const launchMilliseconds = 30_000;
const keptOutput = 64 * 1024;

/** The command line and the environment of an app in this home. */
export function launchCommand({ home, runtime, args = [], env = {} }: LaunchOptions): LaunchCommand {
  return {
    executable: runtime.executable,
    args: [projectRoot, `--user-data-dir=${home.profileFolder}`, ...osSandboxArguments(runtime), ...args],
    env: { ...inheritedEnvironment(), ...home.env, ...env },
  };
}

export class RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly window: MainWindow;
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';

  private constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron;
    this.page = page;
    this.window = new MainWindow(page);
    this.#process = electron.process();
    this.#ended = once(this.#process, 'exit');
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-keptOutput);
      });
    }
  }

  /** Starts the app and waits for its window. Rejects when no window comes. */
  static async launch(options: LaunchOptions): Promise<RunningApp> {
    const { executable, args, env } = launchCommand(options);
    const electron = await _electron.launch({
      executablePath: executable,
      args: ['-r', preload, ...args],
      // Playwright would otherwise switch Chromium's sandbox off itself; `args` know whether it can be on.
      chromiumSandbox: true,
      cwd: options.home.folder,
      env: { ...env },
      // Playwright would otherwise pretend that the system is light, whatever the app asks for.
      colorScheme: null,
      timeout: launchMilliseconds,
    });
    try {
      return new RunningApp(electron, await electron.firstWindow({ timeout: launchMilliseconds }));
    } catch (error) {
      electron.process().kill('SIGKILL');
      throw error;
    }
  }

  /** What the app printed, both streams, its end if it was long. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    const { exitCode, signalCode } = this.#process;
    return exitCode !== null || signalCode !== null;
  }

  /** The window that opens while `action` runs, ready for a prompt. */
  async windowOpenedBy(action: () => Promise<void>): Promise<MainWindow> {
    const [page] = await Promise.all([this.electron.waitForEvent('window'), action()]);
    const window = new MainWindow(page);
    await window.ready();
    return window;
  }

  /** The window whose tab in sight is that of a chat, once it is open and ready. */
  async windowOf(title: string): Promise<MainWindow> {
    const started = Date.now();
    while (Date.now() - started < launchMilliseconds) {
      for (const page of this.electron.windows()) {
        const window = new MainWindow(page);
        const shown = await window
          .tab(title)
          .getAttribute('aria-selected', { timeout: 1000 })
          .catch(() => null);
        if (shown === 'true') return window;
      }
    }
    throw new Error(`No window shows ${title}`);
  }

  /** Gives the page this many pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.electron.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    await this.page.waitForFunction((wanted) => innerWidth === wanted, width);
  }

  /** Answers the native save dialog in a person's place, from now on: what is saved goes to this file. */
  async saveTo(filePath: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, filePath);
  }

  /** Answers the native open dialog in a person's place, from now on: these are the files that are chosen. */
  async choose(filePaths: readonly string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
    }, filePaths);
  }

  /** Quits as a person does, and waits until the process is gone. */
  async close(): Promise<void> {
    if (this.hasEnded) return;
    await this.electron.close();
    if (!this.hasEnded) await this.#ended;
  }

  /** Kills the main process and all its children at once, as `kill -9` or a power cut does. Nothing gets a word in. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const { pid } = this.#process;
    if (pid === undefined) return;
    // Playwright starts the app as the leader of a process group of its own, except on Windows.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    await this.#ended;
  }
}

/** The environment of this process without what would turn Electron into Node. */
function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE' && entry[0] !== 'NODE_OPTIONS',
  );
  return Object.fromEntries(entries);
}
