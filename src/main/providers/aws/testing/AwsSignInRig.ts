/** A person's home folder, the fake sign-in services and the real sign-in, for one test. Nothing here waits for time. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import { startFakeAwsSignIn, type FakeAwsSignIn } from '../../../../../e2e/providers/FakeAwsSignIn.ts';
import type { AwsAuth } from '../../../../shared/aws.ts';
import type { ConnectionSecret } from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import { ManualClock } from '../../../../shared/testing/ManualClock.ts';
import { directNetwork } from '../../../network/directNetwork.ts';
import type { AskForCode, AwsConnection, AwsOwner, AwsSessions, BrowserPrompt } from '../AwsSignIn.ts';
import { createAwsSignIn } from '../createAwsSignIn.ts';
import type { SsoSession } from '../awsProfiles.ts';
import { ssoTokenPath } from '../ssoTokenCache.ts';

type CodeQuestion = Parameters<AskForCode>[0];

/** Nothing of what the fakes give out, or of what people type, may be repeated. */
const secrets = /canary|\b\d{6}\b/;

export const portal = { startUrl: 'https://corp.awsapps.com/start', ssoRegion: 'us-east-1' } as const;

export const ssoAuth: Extract<AwsAuth, { kind: 'sso' }> = {
  kind: 'sso',
  ...portal,
  accountId: '111111111111',
  roleName: 'Admin',
};

export class AwsSignInRig {
  readonly aws: FakeAwsSignIn;
  readonly home: string;
  readonly clock = new ManualClock(Math.floor(Date.now() / 1000) * 1000);
  readonly signIn: AwsSessions;
  readonly openedPages: string[] = [];
  readonly prompts: BrowserPrompt[] = [];
  readonly noted = new Set<string>();
  readonly questions: Omit<CodeQuestion, 'signal'>[] = [];
  /** Answers the questions for codes. */
  answerCode: (question: CodeQuestion) => Promise<string> = async () => '';
  onSession: (connection: AwsConnection) => void = () => undefined;

  constructor(aws: FakeAwsSignIn, home: string) {
    this.aws = aws;
    this.home = home;
    this.signIn = createAwsSignIn({
      clock: this.clock,
      network: directNetwork,
      askForCode: async (question) => {
        const { signal: _signal, ...asked } = question;
        this.questions.push(asked);
        return this.answerCode(question);
      },
      openPage: async (page) => {
        this.openedPages.push(page);
      },
      onSecret: (value) => this.noted.add(value),
      onSession: (connection) => {
        this.onSession(connection);
      },
    });
  }

  connection(auth: AwsAuth, id = newId<ConnectionId>()): AwsConnection {
    const named = { id, name: 'Work', createdAt: 0, updatedAt: 0 };
    return { ...named, provider: 'bedrock', region: 'us-west-2', auth };
  }

  owner(auth: AwsAuth, secret: ConnectionSecret | null = null): AwsOwner {
    return { connection: this.connection(auth), secret };
  }

  /** The id of the key that an owner signs with. */
  async keyOf(owner: AwsOwner, signal = new AbortController().signal): Promise<string> {
    const identity = await this.signIn.identityOf(owner, signal);
    if (!('credentials' in identity)) return 'bearer';
    return (await identity.credentials()).accessKeyId;
  }

  attendance(signal = new AbortController().signal) {
    return { signal, onPrompt: (prompt: BrowserPrompt) => this.prompts.push(prompt) };
  }

  async writeConfig(text: string): Promise<void> {
    await mkdir(join(this.home, '.aws'), { recursive: true });
    await writeFile(join(this.home, '.aws', 'config'), text);
  }

  async writeCredentials(text: string): Promise<void> {
    await mkdir(join(this.home, '.aws'), { recursive: true });
    await writeFile(join(this.home, '.aws', 'credentials'), text);
  }

  tokenPath(cacheKey: string): string {
    const session: SsoSession = { cacheKey, startUrl: '', region: '', scopes: [] };
    return ssoTokenPath(session, { HOME: this.home });
  }

  async readToken(cacheKey: string): Promise<unknown> {
    return JSON.parse(await readFile(this.tokenPath(cacheKey), 'utf8'));
  }

  async modeOfToken(cacheKey: string): Promise<number> {
    return (await stat(this.tokenPath(cacheKey))).mode & 0o777;
  }

  async writeToken(cacheKey: string, token: object): Promise<void> {
    const path = this.tokenPath(cacheKey);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, JSON.stringify(token));
  }

  /** Lets the time pass that somebody waits for, once somebody waits. */
  async passSeconds(seconds: number): Promise<void> {
    while (this.clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    this.clock.advance(seconds * 1000);
  }

  /** What something was rejected with, once it was made sure that it tells no secret. */
  async failureOf(promise: Promise<unknown>): Promise<AppError> {
    const failure = await promise.then(
      () => expect.fail('It should have failed'),
      (caught: unknown) => caught,
    );
    if (!(failure instanceof AppError)) throw failure;
    const everything = [
      JSON.stringify(failure.toInfo()),
      inspect(failure, { depth: 20, showHidden: true }),
    ].join('\n');
    expect(everything.replace(failure.stack ?? '', '')).not.toMatch(secrets);
    return failure;
  }
}

/** Runs a test with a home and services of its own, and an environment that knows of nothing else. */
export async function withAwsSignIn(test: (rig: AwsSignInRig) => Promise<void>): Promise<void> {
  const aws = await startFakeAwsSignIn();
  const home = await mkdtemp(join(tmpdir(), 'aws-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('HOME', home);
  try {
    await test(new AwsSignInRig(aws, home));
  } finally {
    vi.unstubAllEnvs();
    await aws.close();
    await rm(home, { recursive: true });
  }
}
