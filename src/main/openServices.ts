/**
 * The second half of the composition root: what needs neither a window nor Electron. Built once the keychain has answered and
 * the history is open, whatever the two had to say.
 */
import type { Clock } from '../shared/clock.ts';
import type { Connection } from '../shared/connection.ts';
import { usualNetworkSettings } from '../shared/usualNetworkSettings.ts';
import type { NetworkSettings } from '../shared/network.ts';
import { toErrorInfo } from '../shared/errors.ts';
import type { ConversationId, LaneId } from '../shared/ids.ts';
import type { Settings } from '../shared/settings.ts';
import { AttachmentIntake } from './attachments/AttachmentIntake.ts';
import type { ChooseFiles } from './attachments/AttachmentIntake.ts';
import { FileThread } from './attachments/FileThread.ts';
import { HistoryAttachmentStore } from './attachments/HistoryAttachmentStore.ts';
import { loadSnapshot } from './catalogue/loadSnapshot.ts';
import { SnapshotCatalogue } from './catalogue/SnapshotCatalogue.ts';
import type { EmitEvent } from './chat/ports.ts';
import { ConnectionSecrets } from './connections/ConnectionSecrets.ts';
import { ConnectionService } from './connections/ConnectionService.ts';
import { ParameterHeaders } from './connections/ParameterHeaders.ts';
import { composeChat } from './composeChat.ts';
import { BranchService } from './conversations/BranchService.ts';
import { ConversationService } from './conversations/ConversationService.ts';
import { CostService } from './costs/CostService.ts';
import { estimateUsd } from './costs/pricing.ts';
import { writeTextFile } from './files/writeTextFile.ts';
import { openHistory } from './history/openHistory.ts';
import { HistoryWorkers, openWorkerHistory } from './history/WorkerHistory.ts';
import { wireRecordings } from './inspection/wireRecordings.ts';
import type { History } from './history/History.ts';
import type { Logger } from './logging/Logger.ts';
import { createHandlers } from './ipc/createHandlers.ts';
import type { IpcHandlers } from './ipc/IpcHandlers.ts';
import { LinkService } from './links/LinkService.ts';
import type { LinkQuestion } from './links/LinkService.ts';
import type { FileLogger } from './logging/createLogger.ts';
import type { Redactor } from './logging/Redactor.ts';
import type { AwsProfile } from './providers/aws/awsProfiles.ts';
import { createAwsSignIn } from './providers/aws/createAwsSignIn.ts';
import type { ConfirmCommand, ConfirmTokenPlace } from './providers/ChatProvider.ts';
import { MemoryModelNotes } from './models/MemoryModelNotes.ts';
import { ModelKnowledge } from './models/ModelKnowledge.ts';
import { ModelService } from './models/ModelService.ts';
import { createNetwork } from './network/createNetwork.ts';
import { NetworkService } from './network/NetworkService.ts';
import type { ResolveSystemProxy } from './network/RouteFinder.ts';
import { systemScript } from './network/systemScript.ts';
import { checkSend } from './preflight/checkSend.ts';
import { prepareAttachments } from './preflight/prepareAttachments.ts';
import { wireLimitsOf } from './preflight/wireLimitsOf.ts';
import { createProviders } from './providers/createProviders.ts';
import { demoModels } from './providers/demo/demoModels.ts';
import { SavedService } from './saved/SavedService.ts';
import type { SavedFileDialogs } from './saved/SavedService.ts';
import { QueueService } from './queue/QueueService.ts';
import { loadKeytar } from './secrets/KeytarSecretStore.ts';
import { openSecretStore } from './secrets/openSecretStore.ts';
import { CodeQuestions } from './signIn/CodeQuestions.ts';
import { SignInService } from './signIn/SignInService.ts';
import { TemporaryHistory } from './temporary/TemporaryHistory.ts';
import { WorkerTokenCounter } from './tokens/WorkerTokenCounter.ts';
import { TranscriptService } from './transcripts/TranscriptService.ts';
import type { ChooseFile } from './transcripts/TranscriptService.ts';
import { VoteService } from './votes/VoteService.ts';
import { WindowTabs } from './windows/WindowTabs.ts';
import type { EmitTo, OpenWindows } from './windows/WindowTabs.ts';
import { WorkspaceService } from './workspace/WorkspaceService.ts';

interface OpenServicesOptions {
  readonly profileFolder: string;
  readonly historyWorker: URL;
  readonly fileWorker: URL;
  readonly tokenWorker: URL;
  readonly pacWorker: URL;
  readonly version: string;
  readonly clock: Clock;
  readonly logger: FileLogger;
  readonly redactor: Redactor;
  readonly emit: EmitEvent;
  readonly emitTo: EmitTo;
  readonly windows: OpenWindows;
  readonly chooseFile: ChooseFile;
  readonly savedDialogs: SavedFileDialogs;
  readonly chooseScoreboardFile: (fileName: string) => Promise<string | null>;
  readonly chooseAuthorityFile: () => Promise<string | null>;
  readonly resolveSystemProxy: ResolveSystemProxy;
  readonly chooseAttachments: ChooseFiles;
  readonly confirmLink: (question: LinkQuestion) => Promise<boolean>;
  readonly confirmCommand: ConfirmCommand;
  readonly confirmTokenPlace: ConfirmTokenPlace;
  readonly openExternalUrl: (href: string) => Promise<void>;
  readonly onSettings: (settings: Settings) => void;
}

export interface Services {
  readonly handlers: IpcHandlers;
  readonly windowTabs: WindowTabs;
  /** Ends live replies, keeps their text, and closes the history. Never rejects. */
  close(): Promise<void>;
  /** Whether a call into the keychain hangs, which an orderly exit would wait for without end. */
  isHanging(): boolean;
}

/** Silence after which a stream counts as stalled, in milliseconds. */
const patience = { firstEventMs: 120_000, betweenEventsMs: 60_000 } as const;

/** Rejects only when not even a history in memory can be had. */
export async function openServices(options: OpenServicesOptions): Promise<Services> {
  const { profileFolder, clock, logger, redactor, emit, version } = options;
  // The worker starts while the keychain is asked: it needs the key only to open the file.
  const workers = new HistoryWorkers(options.historyWorker).startAhead();
  const { store, isHanging } = await openSecretStore({ clock, logger, loadKeytar });
  const stored = await openHistory({ profileFolder, secrets: store, workers });
  const history = new TemporaryHistory({
    stored,
    openMemory: () => openWorkerHistory(workers, { kind: 'memory' }, stored.state),
    now: () => clock.now(),
    onEnding: (id) => runs.stopConversation(id),
    onGone: async (id, owners) => {
      emit('conversation.removed', { id });
      await forget(owners);
    },
  });
  const [loaded, notes] = await Promise.all([history.loadSettings(), openModelNotes(history, logger)]);
  let settings = loaded;
  const onSecret = (value: string): void => {
    redactor.registerSecret(value);
  };
  const networkSettings = (): NetworkSettings => settings.network ?? usualNetworkSettings;
  const networkService = new NetworkService({
    store,
    settings: networkSettings,
    chooseAuthorityFile: options.chooseAuthorityFile,
    onSecret,
  });
  const network = createNetwork({
    settings: networkSettings,
    proxyPassword: () => networkService.proxyPassword(),
    resolveSystemProxy: options.resolveSystemProxy,
    findSystemScript: () => systemScript({ platform: process.platform, environment: process.env }),
    environment: process.env,
    pacWorker: options.pacWorker,
    clock,
    onSecret,
    onSystemTrustMissing: () => {
      logger.warn(
        'The authorities of this system cannot be read by this runtime; the bundled ones are used.',
      );
    },
  });
  const codes = new CodeQuestions(emit);
  const awsSignIn = createAwsSignIn({
    clock,
    network,
    askForCode: codes.ask,
    openPage: options.openExternalUrl,
    onSecret,
    onSession: (connection) => void signIn.sessionChanged(connection),
  });
  const providerFor = createProviders({
    clock,
    patience,
    appVersion: version,
    network,
    notes,
    confirmCommand: options.confirmCommand,
    confirmTokenPlace: options.confirmTokenPlace,
    onSecret,
    awsSignIn,
  });

  const secrets = new ConnectionSecrets(store, onSecret);
  const signIn = new SignInService({
    aws: awsSignIn,
    secretFor: (connection) => secrets.read(connection),
    emit,
    logger,
  });
  const connections = new ConnectionService({
    history,
    secrets,
    providerFor,
    clock,
    signIn: signIn.signInFirst,
  });
  const catalogue = new SnapshotCatalogue({ notes, clock, load: loadSnapshot });
  const costs = new CostService({ history, clock });
  const fileThread = new FileThread({ entry: options.fileWorker, clock });
  const files = new HistoryAttachmentStore(history, fileThread);
  const heldFiles = new HistoryAttachmentStore(
    {
      saveAttachment: (file) => history.holdAttachment(file),
      readAttachment: (hash) => history.readAttachment(hash),
    },
    fileThread,
  );
  const tokens = new WorkerTokenCounter({ entry: options.tokenWorker, clock });
  const parameterHeaders = new ParameterHeaders({ store, history, onSecret });
  const modelName = ({ id, provider }: Connection, modelId: string): string => {
    const demo = provider === 'demo' ? demoModels.find(({ info }) => info.id === modelId) : undefined;
    return demo?.info.name ?? connections.listed(id, modelId)?.name ?? modelId;
  };
  const knowledge = new ModelKnowledge({
    catalogue,
    listed: ({ id }, modelId) => connections.listed(id, modelId),
    limitsOf: (connection, model) =>
      wireLimitsOf(connection, model, {
        override: notes.override(connection.id, model.id),
        learned: notes.learned(connection.id, model.id),
      }),
  });
  const { chat, runs, messages, preparation, pipelines } = composeChat({
    history,
    providerFor,
    secretFor: (connection) => secrets.read(connection),
    connectionOf: (id) => connections.get(id),
    knowModel: (connection, modelId) => knowledge.know(connection, modelId),
    prepareFiles: (lists, limits) => prepareAttachments(files, lists, limits),
    readHeaders: (owner, use) => parameterHeaders.read(owner, use),
    renewSession: signIn.renewSession,
    record: wireRecordings({ history, clock, secrets: redactor, logger }),
    notes,
    costs,
    tokens,
    check: (send) => checkSend(files, send),
    estimateUsd,
    modelName,
    onEnded: (final) => {
      queues.replyEnded(final);
    },
    onReleased: (id) => {
      queues.laneReleased(id);
    },
    redact: (text) => redactor.redact(text),
    clock,
    logger,
    emit,
  });
  const queues = new QueueService({
    history,
    send: (input) => chat.send(input),
    runs,
    clock,
    emit,
    logger,
  });
  /** Drops what is kept elsewhere for conversations and lanes that are gone. */
  const forget = async (owners: readonly (ConversationId | LaneId)[]): Promise<void> => {
    queues.forget(owners);
    try {
      await parameterHeaders.forget(owners);
    } catch (caught) {
      logger.warn('Extra headers of a chat could not be deleted.', { code: toErrorInfo(caught).code });
    }
  };
  const conversations = new ConversationService({
    history,
    messages,
    replies: runs,
    clock,
    emit,
    onLaneRemoved: (id) => {
      queues.forget([id]);
    },
    onGone: (owners) => void forget(owners),
  });
  const branches = new BranchService({ history, messages, replies: runs, clock, emit });
  const models = new ModelService({
    notes,
    connectionOf: (id) => connections.get(id),
    secretFor: (connection) => secrets.read(connection),
    providerFor,
    clock,
    signIn: signIn.signInFirst,
  });
  const transcripts = new TranscriptService({ history, live: runs, chooseFile: options.chooseFile });
  const votes = new VoteService({
    history,
    chooseFile: options.chooseScoreboardFile,
    writeFile: writeTextFile,
  });
  const saved = new SavedService({ history, dialogs: options.savedDialogs, clock, emit });
  const links = new LinkService({ confirm: options.confirmLink, open: options.openExternalUrl });
  const windowTabs = new WindowTabs({ history, windows: options.windows, emitTo: options.emitTo });
  const workspace = new WorkspaceService({
    history,
    conversations,
    tabsOf: (id) => windowTabs.load(id),
    secretsState: store.state,
    clock,
    demoModelId: demoModels[0]?.info.id ?? null,
    checkSettings: ({ network: wanted }) => {
      networkService.assertChosen(wanted?.extraAuthority ?? null);
    },
    onSettings: (changed) => {
      settings = changed;
      options.onSettings(changed);
    },
  });

  await pipelines.restore();
  return {
    windowTabs,
    handlers: createHandlers({
      history,
      logger,
      info: { version, platform: supportedPlatform() },
      emit,
      workspace,
      windowTabs,
      connections,
      describeModels: async (id, list) => knowledge.describeAll(await connections.get(id), list),
      listAwsProfiles,
      discoverServers: async () => {
        const { discoverServers } = await import('./providers/local/discoverServers.ts');
        return discoverServers({ network, clock, connections: await connections.list() });
      },
      conversations,
      keepConversation: async (id) => {
        await history.keep(id);
        await runs.announce(id);
      },
      branches,
      messages,
      chat,
      queues,
      pipelines,
      models,
      preparation,
      costs,
      parameterHeaders,
      network: networkService,
      attachments: new AttachmentIntake({ history: files, memory: heldFiles }, options.chooseAttachments),
      transcripts,
      saved,
      votes,
      links,
      signIn,
      codes,
    }),
    close: async () => {
      try {
        await windowTabs.settled();
        conversations.close();
        await queues.close();
        await runs.close();
        await pipelines.close();
        await Promise.all([tokens.close(), fileThread.close()]);
        await history.close();
      } catch (caught) {
        logger.error('Not everything could be closed.', caught);
      }
    },
    isHanging,
  };
}

/** What was noted of models, kept in the history behind every change. */
async function openModelNotes(history: History, logger: Logger): Promise<MemoryModelNotes> {
  return new MemoryModelNotes(await history.listModelNotes(), (model) => {
    history.saveModelNotes(model).catch((caught: unknown) => {
      logger.error('A note of a model could not be written.', caught);
    });
  });
}

/** The profiles of this user, by a parser that is loaded when somebody adds a connection to AWS. */
async function listAwsProfiles(): Promise<readonly AwsProfile[]> {
  const { listAwsProfiles: list } = await import('./providers/aws/awsProfiles.ts');
  return list();
}

/** The three systems the app is built for; any other Unix behaves like Linux. */
function supportedPlatform(): 'linux' | 'darwin' | 'win32' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}
