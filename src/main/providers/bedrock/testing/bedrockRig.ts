/** An adapter for Bedrock whose every region lies on one fake, for checks of what goes where. */
import { expect } from 'vitest';
import { fakeBedrock, signatureOf, type FakeBedrockModel } from '../../../../../e2e/providers/fakeBedrock.ts';
import { startFakeProvider, type FakeProvider } from '../../../../../e2e/providers/FakeProvider.ts';
import type { ConnectionOf, ConnectionSecret } from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import { newId, type ConnectionId } from '../../../../shared/ids.ts';
import type { ModelOverride, ModelVerdict } from '../../../../shared/model.ts';
import { emptyReply, reduceStream, type ReplyContent, type StreamEvent } from '../../../../shared/stream.ts';
import { ManualClock } from '../../../../shared/testing/ManualClock.ts';
import { MemoryModelNotes } from '../../../models/MemoryModelNotes.ts';
import type { Network } from '../../../network/Network.ts';
import { directNetwork } from '../../../network/directNetwork.ts';
import type { ChatProvider, ChatRequest, ProviderContext } from '../../ChatProvider.ts';
import { testDependencies } from '../../testing/testDependencies.ts';
import { createBedrockProvider } from '../createBedrockProvider.ts';

type Connection = ConnectionOf<'bedrock'>;
type Context = ProviderContext<'bedrock'>;

/** What requests are signed with. */
export const secretKey = 'canary-secret';

const secret: ConnectionSecret = { aws: { accessKeyId: 'AKIACANARY', secretAccessKey: secretKey } };

/** What the fake has: models behind every door, in some regions, with and without access. */
const models: readonly FakeBedrockModel[] = [
  { id: 'openai.gpt-5.4', doors: ['mantle /openai/v1/responses'] },
  { id: 'openai.gpt-5.5', doors: ['mantle /v1/responses'] },
  {
    id: 'openai.gpt-6-sol',
    doors: ['runtime /openai/v1/responses', 'converse'],
    profiles: ['us.openai.gpt-6-sol', 'eu.openai.gpt-6-sol', 'global.openai.gpt-6-sol'],
  },
  { id: 'openai.gpt-6-luna', doors: ['converse'], profiles: ['us.openai.gpt-6-luna'] },
  { id: 'deepseek.v3.2', doors: ['mantle /v1/chat/completions'] },
  { id: 'vendor.far-away', doors: ['converse'], regions: ['eu-west-1', 'us-west-2'] },
  { id: 'vendor.locked', doors: ['converse'], access: 'missing' },
  { id: 'vendor.profiled', doors: ['converse'], profiles: ['us.vendor.profiled', 'global.vendor.profiled'] },
  { id: 'vendor.plain', doors: ['converse'] },
];

/** What came of asking. */
export interface Asked {
  readonly events: readonly StreamEvent[];
  readonly reply: ReplyContent;
  readonly error: AppError | undefined;
}

/** What a rig is made with. */
export interface RigOptions {
  readonly connection?: Partial<Connection>;
  readonly network?: Network;
}

/** An adapter and its fake. Mantle lies below a path of its own; regions are told apart by their signatures. */
export class BedrockRig {
  readonly server: FakeProvider;
  readonly connection: Connection;
  readonly clock = new ManualClock();
  readonly notes = new MemoryModelNotes();
  readonly provider: ChatProvider<'bedrock'> & Required<Pick<ChatProvider<'bedrock'>, 'probe'>>;

  constructor(server: FakeProvider, { connection = {}, network = directNetwork }: RigOptions) {
    this.server = server;
    this.connection = {
      id: newId<ConnectionId>(),
      provider: 'bedrock',
      name: 'Bedrock',
      region: 'us-east-1',
      auth: { kind: 'access-key' },
      createdAt: 0,
      updatedAt: 0,
      ...connection,
    };
    const { clock, notes } = this;
    this.provider = createBedrockProvider(testDependencies({ clock, notes, network }), {
      httpVersionsOf: () => ({ runtime: 'h1', control: 'h1' }),
      endpointOf: (_, service) => `${server.url}${service === 'mantle' ? '/mantle' : ''}`,
    });
  }

  context(more: Partial<Context> = {}): Context {
    return { connection: this.connection, secret, signal: new AbortController().signal, ...more };
  }

  async ask(modelId: string, request: Partial<ChatRequest> = {}, context = this.context()): Promise<Asked> {
    const events: StreamEvent[] = [];
    const asked: ChatRequest = { modelId, messages: [{ role: 'user', text: 'Hello?' }], ...request };
    const reading = (async () => {
      for await (const event of this.provider.stream(asked, context)) events.push(event);
    })();
    const error = await reading.catch((caught: unknown) =>
      caught instanceof AppError ? caught : expect.fail(String(caught)),
    );
    return { events, error: error ?? undefined, reply: events.reduce(reduceStream, emptyReply) };
  }

  override(modelId: string, value: ModelOverride): void {
    this.notes.setOverride(this.connection.id, modelId, value);
  }

  probe(modelId: string): Promise<ModelVerdict> {
    return this.provider.probe(modelId, this.context());
  }

  /** The paths of all streams that were asked for. */
  get paths(): readonly string[] {
    return this.server.streams.map(({ path }) => path);
  }

  /** Region and service of every signature on a stream. */
  get signatures(): readonly ReturnType<typeof signatureOf>[] {
    return this.server.streams.map((request) => signatureOf(request));
  }
}

/** Starts a fake with {@link models}, and an adapter to it. Close its server in the end. */
export async function startBedrockRig(options: RigOptions = {}): Promise<BedrockRig> {
  return new BedrockRig(await startFakeProvider(fakeBedrock(models)), options);
}
