/**
 * The three services that sign people in to AWS, on one port of 127.0.0.1, speaking their real wires: the device
 * authorisation of IAM Identity Center (REST JSON), its portal (REST JSON) and STS (query in, XML out).
 *
 *   const aws = await startFakeAwsSignIn();
 *   Object.assign(process.env, aws.environment);     // AWS_ENDPOINT_URL_SSO_OIDC, …_SSO, …_STS
 *   aws.browser('waits', 'asks-slower', 'confirms')  // what each question for the token meets; the last one repeats
 *   aws.acceptCodes('123456')                        // the codes that a device shows, each good for one use
 *   aws.requests                                     // everything that was asked, in order
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerPortal } from './aws/portal.ts';
import { answerSts } from './aws/sts.ts';
import { answerTokens } from './aws/tokens.ts';
import type { FakeAwsAnswer, FakeAwsRequest } from './aws/wire.ts';

/** What a question for the token meets: the person at the browser, or the server's mood. */
export type BrowserMood = 'waits' | 'asks-slower' | 'confirms' | 'declines' | 'is-late' | 'breaks-down';

/** An account of the portal, and the roles that the person has there. */
export interface FakeAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly roleNames: readonly string[];
}

/** What the services know and remember. */
export interface FakeAwsState {
  moods: readonly BrowserMood[];
  readonly accounts: readonly FakeAccount[];
  readonly codes: Set<string>;
  /** Tokens of the portal that count. */
  readonly tokens: Set<string>;
  readonly refreshTokens: Set<string>;
  /** Names of roles that nobody may take on. */
  readonly closedRoles: Set<string>;
  /** How much later it is here than at the client, in milliseconds. */
  skewMs: number;
  /** The next signed request is told that its time is wrong. */
  refusesTime: boolean;
  /** Seconds that role credentials of the portal last. */
  roleSeconds: number;
  issued: number;
}

const accounts: readonly FakeAccount[] = [
  { accountId: '222222222222', accountName: 'sandbox', roleNames: ['Developer'] },
  { accountId: '111111111111', accountName: 'production', roleNames: ['ReadOnly', 'Admin'] },
];

export class FakeAwsSignIn {
  readonly url: string;
  readonly state: FakeAwsState = {
    moods: ['confirms'],
    accounts,
    codes: new Set(),
    tokens: new Set(),
    refreshTokens: new Set(),
    closedRoles: new Set(),
    skewMs: 0,
    refusesTime: false,
    roleSeconds: 3600,
    issued: 0,
  };
  readonly #requests: FakeAwsRequest[] = [];
  readonly #server: Server;
  #held: Promise<void> = Promise.resolve();

  constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      void this.#receive(incoming, outgoing);
    });
  }

  /** Where the SDK is told to find the services. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL_SSO_OIDC: this.url,
      AWS_ENDPOINT_URL_SSO: this.url,
      AWS_ENDPOINT_URL_STS: this.url,
    };
  }

  get requests(): readonly FakeAwsRequest[] {
    return this.#requests;
  }

  /** The requests to a path, such as `/token`, or with an action of STS. */
  asked(what: string): readonly FakeAwsRequest[] {
    return this.#requests.filter(
      ({ path, form }) => path.split('?')[0] === what || form.get('Action') === what,
    );
  }

  /** What the next questions for the token meet. The last mood repeats. */
  browser(...moods: readonly BrowserMood[]): void {
    this.state.moods = moods;
  }

  acceptCodes(...codes: readonly string[]): void {
    for (const code of codes) this.state.codes.add(code);
  }

  /** Lets every answer wait until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const request: FakeAwsRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
      ),
      body,
      form: new URLSearchParams(body.startsWith('{') ? '' : body),
    };
    this.#requests.push(request);
    await this.#held;
    const answer: FakeAwsAnswer = this.#answer(request);
    outgoing.writeHead(answer.status, {
      ...answer.headers,
      date: new Date(Date.now() + this.state.skewMs).toUTCString(),
      'x-amzn-requestid': `fake-${String(this.#requests.length)}`,
    });
    outgoing.end(answer.body);
  }

  #answer(request: FakeAwsRequest): FakeAwsAnswer {
    const answer =
      answerTokens(request, this.state) ??
      answerPortal(request, this.state) ??
      answerSts(request, this.state);
    return answer ?? { status: 404, headers: {}, body: '' };
  }
}

/** Starts the services on a free port of 127.0.0.1. */
export async function startFakeAwsSignIn(): Promise<FakeAwsSignIn> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port');
  return new FakeAwsSignIn(server, `http://127.0.0.1:${String(address.port)}`);
}
