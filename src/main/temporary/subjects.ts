/**
 * What each call of the history is about, so that it goes to where that lies: the id of a conversation or of something in it, or
 * null for what concerns none or all of them and lies in the person's history. A method that is added to the port is missing here
 * until somebody has decided.
 *
 * What was noted of models goes to the person's history, whoever's chat it was learned in: it is the name of a model, a ratio of
 * tokens and the parameters that a server refuses, and says nothing of what was asked.
 */
import type { HistoryArguments, HistoryMethod } from '../history/HistoryOperations.ts';

export const subjects: {
  readonly [M in HistoryMethod]: (...args: HistoryArguments[M]) => string | null;
} = {
  listConnections: () => null,
  saveConnection: () => null,
  deleteConnection: () => null,
  loadSettings: () => null,
  saveSettings: () => null,
  listTabs: () => null,
  saveTabs: () => null,
  saveDraft: () => null,
  createConversation: ({ id }) => id,
  getConversation: (id) => id,
  // A temporary conversation stands in no list and is found by no search: its tab is all there is of it.
  listConversations: () => null,
  search: () => null,
  updateConversation: (id) => id,
  purgeConversation: (id) => id,
  readArchive: (id) => id,
  listLanes: (id) => id,
  getLane: (id) => id,
  addLane: ({ conversationId }) => conversationId,
  updateLane: (id) => id,
  removeLane: (id) => id,
  selectBranch: (id) => id,
  getMessage: (id) => id,
  readLane: (id) => id,
  readPath: (id) => id,
  beginTurn: ({ conversationId }) => conversationId,
  appendJournal: ([first]) => first?.messageId ?? null,
  finishReply: ({ id }) => id,
  saveAttachment: () => null,
  readAttachment: () => null,
  listModelNotes: () => null,
  saveModelNotes: () => null,
  saveCost: ({ conversationId }) => conversationId,
  sumCosts: () => null,
  sumCostsByConnection: () => null,
  sumCostsByDay: () => null,
  saveInspection: (id) => id,
  readInspection: (id) => id,
  trashBranch: (id) => id,
  restoreBranch: (id) => id,
  purgeBranch: (id) => id,
  listTrashedBranches: () => null,
  readTree: (id) => id,
  importArchive: ({ conversation }) => conversation.id,
  importCosts: () => null,
  listReplies: (id) => id,
  listSaved: () => null,
  putSaved: () => null,
  deleteSaved: () => null,
  readQueue: (id) => id,
  saveQueue: (id) => id,
  listQueues: () => null,
  listPipelineRuns: (id) => id,
  listRunningPipelines: () => null,
  getPipelineRun: (id) => id,
  savePipelineRun: ({ conversationId }) => conversationId,
  listVotes: () => null,
  putVote: ({ conversationId }) => conversationId,
  deleteVote: (id) => id,
};
