/** Folds the tree of a conversation into segments: chains of messages without a fork. Pure, linear in the number of messages. */
import type { LaneId, MessageId } from '../../shared/ids.ts';

/** What the fold needs of a message. Given in the order of time: a parent stands before its children. */
export interface TreeNode {
  readonly id: MessageId;
  readonly parentId: MessageId | null;
  readonly role: 'user' | 'assistant';
  readonly modelName: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface Segment {
  readonly firstId: MessageId;
  readonly lastId: MessageId;
  /** The last message of the segment above. */
  readonly parentId: MessageId | null;
  readonly messages: number;
  /** The message that the excerpt is taken from. */
  readonly excerptId: MessageId;
  readonly role: 'user' | 'assistant';
  readonly models: readonly string[];
  readonly createdAt: number;
  readonly laneIds: readonly LaneId[];
}

/** Most names of models in one segment. */
const mostModels = 8;

interface OpenSegment {
  readonly first: TreeNode;
  last: TreeNode;
  messages: number;
  prompt: TreeNode | null;
  readonly models: Set<string>;
  readonly laneIds: LaneId[];
}

function extend(segment: OpenSegment, node: TreeNode): void {
  segment.last = node;
  segment.messages += 1;
  if (node.role === 'user') segment.prompt ??= node;
  if (node.modelName !== null && segment.models.size < mostModels) segment.models.add(node.modelName);
}

/** All segments, in the order in which they begin. A node whose parent is not among the nodes counts as a root. */
export function segmentsOf(
  nodes: readonly TreeNode[],
  heads: readonly { readonly laneId: LaneId; readonly headId: MessageId | null }[],
): readonly Segment[] {
  const known = new Set(nodes.map(({ id }) => id));
  const children = new Map<MessageId, number>();
  for (const { parentId } of nodes) {
    if (parentId !== null) children.set(parentId, (children.get(parentId) ?? 0) + 1);
  }
  const segmentOf = new Map<MessageId, OpenSegment>();
  const segments: OpenSegment[] = [];
  for (const node of nodes) {
    const above =
      node.parentId !== null && children.get(node.parentId) === 1 ? segmentOf.get(node.parentId) : undefined;
    const segment = above ?? {
      first: node,
      last: node,
      messages: 0,
      prompt: null,
      models: new Set<string>(),
      laneIds: [],
    };
    extend(segment, node);
    if (above === undefined) segments.push(segment);
    segmentOf.set(node.id, segment);
  }
  for (const { laneId, headId } of heads) {
    if (headId !== null) segmentOf.get(headId)?.laneIds.push(laneId);
  }
  return segments.map(({ first, last, messages, prompt, models, laneIds }) => ({
    firstId: first.id,
    lastId: last.id,
    parentId: first.parentId !== null && known.has(first.parentId) ? first.parentId : null,
    messages,
    excerptId: (prompt ?? first).id,
    role: first.role,
    models: [...models],
    createdAt: first.createdAt,
    laneIds,
  }));
}
