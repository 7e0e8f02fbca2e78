import { describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId, LaneId } from '../../../shared/ids.ts';
import type { Budgets } from '../../../shared/money.ts';
import type { Preparation, Problem } from '../../../shared/preparation.ts';
import { SendGuard } from './SendGuard.ts';

const hash = 'ab'.repeat(32);
const file: AttachmentRef = {
  hash,
  name: 'plan.pdf',
  mediaType: 'application/pdf',
  kind: 'document',
  size: 9,
};
const laneId = newId<LaneId>();
const plan = { conversationId: newId<ConversationId>(), laneIds: [laneId], text: 'go', attachments: [file] };

function preparation(problems: Problem[], level: Preparation['budget']['level'] = 'within'): Preparation {
  return {
    lanes: [{ laneId, repairs: [], problems, inputTokens: 1, window: null, estimateUsd: null }],
    totalUsd: null,
    budget: { level, scope: 'month', spentUsd: 12, limitUsd: 10 },
  };
}

async function codeOf(answer: Preparation, budgets: Budgets = {}, sent = plan): Promise<string | null> {
  const guard = new SendGuard({ prepare: async () => answer, budgets: async () => budgets });
  return guard.check(sent).then(
    () => null,
    (caught: unknown) => (caught instanceof Error && 'code' in caught ? String(caught.code) : 'other'),
  );
}

describe('the last look before a send', () => {
  it('stops at a hard budget and not at a soft one', async () => {
    expect(await codeOf(preparation([], 'hard'), { month: { hard: 10 } })).toBe('chat/budget-reached');
    expect(await codeOf(preparation([], 'soft'), { month: { soft: 10, hard: 20 } })).toBeNull();
  });

  it('holds nothing up where no budget is hard and no file is added', async () => {
    const guard = new SendGuard({
      prepare: () => Promise.reject(new Error('was asked')),
      budgets: async () => ({ month: { soft: 1 } }),
    });
    await expect(guard.check({ ...plan, attachments: [] })).resolves.toBeUndefined();
  });

  it.each<[Problem, string | null]>([
    [{ kind: 'images-not-taken', hash }, 'attachment/unsupported'],
    [{ kind: 'format-not-taken', hash, mediaType: 'a/b' }, 'attachment/unsupported'],
    [{ kind: 'file-too-large', hash, limit: 5 }, 'attachment/too-large'],
    [{ kind: 'no-text-found', hash }, 'attachment/unreadable'],
    [{ kind: 'too-many-images', limit: 5 }, 'attachment/too-many'],
    [{ kind: 'too-many-documents', limit: 5 }, 'attachment/too-many'],
    [{ kind: 'invalid-extra-body' }, 'chat/invalid-extra-body'],
    [{ kind: 'context-too-long', tokens: 9, limit: 5 }, null],
  ])('refuses a file that nothing can mend: %o', async (problem, code) => {
    expect(await codeOf(preparation([problem]))).toBe(code);
  });
});
