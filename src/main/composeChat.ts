/**
 * The part of the composition root around a prompt: what makes a request of it, sends it, adds up what it cost, and says before all
 * that what it would take. Everything here is put together by hand, as in openServices.ts.
 */
import { accountFor } from './chat/accountFor.ts';
import { accountForSummary } from './chat/accountForSummary.ts';
import { ChatService } from './chat/ChatService.ts';
import { LiveRuns } from './chat/LiveRuns.ts';
import type { LiveRunsOptions } from './chat/LiveRuns.ts';
import { PreparationService } from './chat/preparation/PreparationService.ts';
import type { Findings, PlannedTokens } from './chat/preparation/PreparationService.ts';
import { SendGuard } from './chat/preparation/SendGuard.ts';
import { ContextMeter } from './chat/requests/ContextMeter.ts';
import { ContextSummariser } from './chat/requests/ContextSummariser.ts';
import { effectiveParameters } from './chat/requests/effectiveParameters.ts';
import { RequestAssembler } from './chat/requests/RequestAssembler.ts';
import type { AssemblerOptions } from './chat/requests/RequestAssembler.ts';
import { sentPath } from './chat/requests/sentPath.ts';
import { titleFromPrompt } from './chat/titleFromPrompt.ts';
import { TokenRatios } from './chat/TokenRatios.ts';
import { MessageReader } from './conversations/MessageReader.ts';
import type { CostKeeper } from './costs/CostKeeper.ts';
import type { History } from './history/History.ts';
import type { ModelNotes } from './models/ModelNotes.ts';
import { PipelineService } from './pipelines/PipelineService.ts';
import type { PreflightInput } from './preflight/preflight.ts';
import type { TokenCounter } from './tokens/TokenCounter.ts';
import type { ConnectionId } from '../shared/ids.ts';
import type { Connection } from '../shared/connection.ts';
import type { ModelInfo } from '../shared/model.ts';

/** What chat is built on. */
export interface ChatParts
  extends
    Pick<
      LiveRunsOptions,
      | 'providerFor'
      | 'secretFor'
      | 'renewSession'
      | 'record'
      | 'onEnded'
      | 'onReleased'
      | 'redact'
      | 'clock'
      | 'logger'
      | 'emit'
    >,
    Pick<AssemblerOptions, 'knowModel' | 'prepareFiles' | 'readHeaders'> {
  readonly history: History;
  readonly notes: ModelNotes;
  readonly costs: CostKeeper;
  readonly tokens: TokenCounter;
  readonly connectionOf: (id: ConnectionId) => Promise<Connection>;
  readonly modelName: (connection: Connection, modelId: string) => string;
  readonly check: (send: PreflightInput) => Promise<Findings>;
  readonly estimateUsd: (model: ModelInfo, tokens: PlannedTokens) => number | null;
}

export interface Chat {
  readonly chat: ChatService;
  readonly runs: LiveRuns;
  readonly messages: MessageReader;
  readonly preparation: PreparationService;
  readonly pipelines: PipelineService;
}

/** Builds everything between a prompt and its replies. */
export function composeChat(parts: ChatParts): Chat {
  const { history, clock, costs, notes } = parts;
  const meter = new ContextMeter(parts.tokens);
  const ratios = new TokenRatios(notes);
  const assembler = new RequestAssembler({
    ...parts,
    meter,
    ratios,
    summariser: new ContextSummariser({
      ...parts,
      account: (spent) => accountForSummary(spent, { ...parts, meter }),
    }),
  });
  const runs = new LiveRuns({
    ...parts,
    assembler,
    refuseParameter: ({ id }, modelId, parameter) => {
      notes.learn(id, modelId, { refusedParameters: [parameter] });
    },
    account: (final, request) => accountFor(final, request, { costs, meter, ratios, logger: parts.logger }),
    onEnded: (final) => {
      pipelines.replyEnded(final);
      parts.onEnded?.(final);
    },
    random: Math.random,
  });
  const pipelines = new PipelineService({
    ...parts,
    replies: runs,
    contextOf: async (id) => sentPath(await history.readPath(id)),
    effectiveParameters,
    titleFrom: titleFromPrompt,
    countTokens: (text) => meter.text(text),
    tokenRatio: (connectionId, modelId) => ratios.of({ connectionId, modelId }),
    standing: (plan) => costs.standing(plan),
  });
  const messages = new MessageReader(history, runs);
  const preparation = new PreparationService({
    ...parts,
    meter,
    ratios,
    standing: (plan) => costs.standing(plan),
    now: () => clock.now(),
  });
  const guard = new SendGuard({
    prepare: (plan) => preparation.prepare(plan),
    budgets: async () => (await history.loadSettings()).budgets,
  });
  const chat = new ChatService({
    ...parts,
    runs,
    messages,
    guard,
    acceptsPrefill: async (lane) => {
      const { conversationId, connectionId, modelId } = lane;
      if (connectionId === null || modelId === null) return false;
      const { conversation } = await history.getConversation(conversationId);
      const { reasoningEffort = 'none' } = effectiveParameters(conversation.parameters, lane.parameters);
      // A model that thinks first takes no beginning: its thoughts would have to stand before it.
      if (reasoningEffort !== 'none') return false;
      return (await parts.knowModel(await parts.connectionOf(connectionId), modelId)).limits.prefill === true;
    },
  });
  return { chat, runs, messages, preparation, pipelines };
}
