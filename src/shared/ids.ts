/**
 * Identifiers. All are UUIDv7 (RFC 9562 §5.7), made where the thing is made, so that rows sort by their time and the
 * histories of two machines merge without a clash. Branded, so that a lane can never be passed where a message is meant.
 * No schema lives here: the renderer imports this file at run time and stays free of the validator.
 */
import { v7 } from 'uuid';

declare const brand: unique symbol;
/** A string that only {@link newId} or a schema may call an id of the given kind. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type ConnectionId = Id<'connection'>;
export type ConversationId = Id<'conversation'>;
export type TurnId = Id<'turn'>;
export type MessageId = Id<'message'>;
export type LaneId = Id<'lane'>;
export type RunId = Id<'run'>;
export type TabId = Id<'tab'>;
export type DeviceId = Id<'device'>;
export type ModelSetId = Id<'model-set'>;
export type PipelineId = Id<'pipeline'>;
export type PipelineRunId = Id<'pipeline-run'>;
export type SavedPromptId = Id<'saved-prompt'>;
export type QueuedPromptId = Id<'queued-prompt'>;
export type VoteId = Id<'vote'>;
/** A window of the app; the first one is always {@link mainWindowId}. */
export type WindowId = Id<'window'>;

/** The window that is always there. */
export const mainWindowId = 'main' as WindowId;

/** Makes a fresh id: `newId<MessageId>()`. */
export function newId<T extends Id<string>>(): T {
  return v7() as T;
}
