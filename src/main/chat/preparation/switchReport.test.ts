import { describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { Message } from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import { makeDoneReply, makeLane, makePrompt } from '../../history/historyFixtures.ts';
import { switchReport } from './switchReport.ts';
import type { SwitchTarget } from './switchReport.ts';

const conversationId = newId<ConversationId>();
const lane = makeLane(conversationId);
const file = (kind: AttachmentRef['kind']): AttachmentRef => ({
  hash: 'ab'.repeat(32),
  name: 'a',
  mediaType: 'a/b',
  kind,
  size: 1,
});
const replay = { family: 'converse:anthropic', modelId: 'claude', content: [] };
const prompt = makePrompt(conversationId, null, 'look', { attachments: [file('image'), file('document')] });
const reply = makeDoneReply(lane, prompt.id, 'seen', {
  replay,
  usage: { input: 10, output: 5, cacheRead: 4000, cacheWrite: 1000 },
});
const path: readonly Message[] = [prompt, reply];

function target(change: Partial<SwitchTarget> = {}): SwitchTarget {
  return {
    connectionId: newId(),
    model: { id: 'other', name: 'Other', price: { input: 2, output: 8, source: 'catalogue' } },
    limits: { replayFamily: null, refusedParameters: [] },
    ...change,
  };
}

describe('what a switch of the model leaves behind', () => {
  it('names files that are not taken, reasoning, and the cache with its price', () => {
    expect(switchReport(path, target())).toEqual({
      drops: ['images', 'documents', 'reasoning', 'cache'],
      lostCacheUsd: 0.01,
    });
  });

  it('says nothing where everything comes along', () => {
    const takesAll: SwitchTarget['limits'] = {
      images: { mediaTypes: [], maxCount: 1, maxBytes: 1, maxEdge: 1 },
      documents: { mediaTypes: [], maxCount: 1, maxBytes: 1, names: 'free' },
      replayFamily: replay.family,
      refusedParameters: [],
    };
    const { connectionId, modelId } = reply.model;
    const same = target({ connectionId, model: { id: modelId, name: 'M' }, limits: takesAll });
    expect(switchReport([prompt, { ...reply, replay: { ...replay, modelId } }], same)).toEqual({
      drops: [],
      lostCacheUsd: null,
    });
    expect(switchReport([], target())).toEqual({ drops: [], lostCacheUsd: null });
  });

  it('does not put a price on the cache where none is known', () => {
    const report = switchReport(path, target({ model: { id: 'other', name: 'Other' } }));
    expect(report.drops).toContain('cache');
    expect(report.lostCacheUsd).toBeNull();
  });
});
