import type { ConversationId } from '../../shared/ids.ts';
import type { AttachmentIntake } from '../attachments/AttachmentIntake.ts';
import type { ChatService } from '../chat/ChatService.ts';
import type { PreparationService } from '../chat/preparation/PreparationService.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type { ConnectionService } from '../connections/ConnectionService.ts';
import type { ParameterHeaders } from '../connections/ParameterHeaders.ts';
import type { BranchService } from '../conversations/BranchService.ts';
import type { ConversationService } from '../conversations/ConversationService.ts';
import type { MessageReader } from '../conversations/MessageReader.ts';
import type { CostService } from '../costs/CostService.ts';
import type { History } from '../history/History.ts';
import type { LinkService } from '../links/LinkService.ts';
import type { Logger } from '../logging/Logger.ts';
import type { CodeQuestions } from '../signIn/CodeQuestions.ts';
import type { PipelineService } from '../pipelines/PipelineService.ts';
import type { QueueService } from '../queue/QueueService.ts';
import type { SignInService } from '../signIn/SignInService.ts';
import type { NetworkService } from '../network/NetworkService.ts';
import type { ModelService } from '../models/ModelService.ts';
import type { SavedService } from '../saved/SavedService.ts';
import type { TranscriptService } from '../transcripts/TranscriptService.ts';
import type { VoteService } from '../votes/VoteService.ts';
import type { WindowTabs } from '../windows/WindowTabs.ts';
import type { WorkspaceService } from '../workspace/WorkspaceService.ts';
import { attachmentHandlers } from './handlers/attachments.ts';
import { branchHandlers } from './handlers/branches.ts';
import { chatHandlers } from './handlers/chat.ts';
import { compareHandlers } from './handlers/compare.ts';
import { connectionHandlers } from './handlers/connections.ts';
import type { DescribeModels } from './handlers/connections.ts';
import { conversationHandlers } from './handlers/conversations.ts';
import { costHandlers } from './handlers/costs.ts';
import { laneHandlers } from './handlers/lanes.ts';
import { linkHandlers } from './handlers/links.ts';
import { logHandlers } from './handlers/log.ts';
import { messageHandlers } from './handlers/messages.ts';
import { modelHandlers } from './handlers/models.ts';
import { networkHandlers } from './handlers/network.ts';
import { parameterHandlers } from './handlers/parameters.ts';
import { pipelineHandlers } from './handlers/pipelines.ts';
import { queueHandlers } from './handlers/queue.ts';
import { savedHandlers } from './handlers/saved.ts';
import { signInHandlers } from './handlers/signIn.ts';
import { transcriptHandlers } from './handlers/transcripts.ts';
import { windowHandlers } from './handlers/windows.ts';
import { workspaceHandlers } from './handlers/workspace.ts';
import type { AppInfo } from './handlers/workspace.ts';
import type { IpcHandlers } from './IpcHandlers.ts';

/** Everything that the handlers hand on to. */
export interface HandlerServices {
  readonly info: AppInfo;
  readonly history: History;
  readonly logger: Logger;
  readonly emit: EmitEvent;
  readonly workspace: WorkspaceService;
  readonly windowTabs: WindowTabs;
  readonly connections: ConnectionService;
  /** Adds what is known of models to a server's list. */
  readonly describeModels: DescribeModels;
  readonly listAwsProfiles: () => ReturnType<IpcHandlers['connections.awsProfiles']>;
  readonly discoverServers: () => ReturnType<IpcHandlers['connections.discover']>;
  readonly conversations: ConversationService;
  /** Writes a temporary conversation to the history and tells the windows. */
  readonly keepConversation: (id: ConversationId) => Promise<void>;
  readonly branches: BranchService;
  readonly messages: MessageReader;
  readonly chat: ChatService;
  readonly queues: QueueService;
  readonly pipelines: PipelineService;
  readonly models: ModelService;
  readonly preparation: PreparationService;
  readonly costs: CostService;
  readonly parameterHeaders: ParameterHeaders;
  readonly network: NetworkService;
  readonly attachments: AttachmentIntake;
  readonly transcripts: TranscriptService;
  readonly saved: SavedService;
  readonly votes: VoteService;
  readonly links: LinkService;
  readonly signIn: SignInService;
  readonly codes: CodeQuestions;
}

/** All handlers, by topic. Complete by its type. */
export function createHandlers(services: HandlerServices): IpcHandlers {
  const { history, conversations } = services;
  return {
    ...workspaceHandlers(services),
    ...windowHandlers(services.windowTabs),
    ...connectionHandlers(services),
    ...conversationHandlers(conversations, history, services.keepConversation),
    ...messageHandlers(services.messages, history),
    ...branchHandlers(services.branches, services.chat),
    ...laneHandlers(conversations, services.preparation),
    ...chatHandlers(services.chat, services.preparation),
    ...queueHandlers(services.queues),
    ...pipelineHandlers(services.pipelines),
    ...modelHandlers(services.models),
    ...costHandlers(services.costs),
    ...parameterHandlers(services.parameterHeaders),
    ...networkHandlers(services.network),
    ...attachmentHandlers(services.attachments),
    ...transcriptHandlers(services.transcripts),
    ...savedHandlers(services.saved),
    ...compareHandlers(services.votes, history),
    ...linkHandlers(services.links),
    ...signInHandlers(services.signIn, services.codes),
    ...logHandlers(services.logger),
  };
}
