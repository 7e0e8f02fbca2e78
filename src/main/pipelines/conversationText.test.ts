import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import { conversationText, maxConversationText } from './conversationText.ts';

const row = {
  id: newId<Message['id']>(),
  conversationId: newId<Message['conversationId']>(),
  parentId: null,
  turnId: newId<Message['turnId']>(),
  deviceId: newId<Message['deviceId']>(),
  createdAt: 1,
  updatedAt: 1,
};

function said(role: 'user' | 'assistant', text: string): Message {
  const parts = [{ type: 'text' as const, block: 0, text }];
  if (role === 'user') return { ...row, role, parts };
  return {
    ...row,
    role,
    parts,
    laneId: newId(),
    status: 'done',
    model: { connectionId: newId(), modelId: 'm', provider: 'demo', modelName: 'Demo', connectionName: 'C' },
    usage: null,
    stopReason: 'end',
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: 1, firstDeltaAt: 1, endedAt: 1 },
  };
}

describe('conversationText', () => {
  it('names who said what, and leaves out what says nothing', () => {
    expect(conversationText([said('user', 'Hello'), said('assistant', ' '), said('assistant', 'Hi')])).toBe(
      'User:\nHello\n\nAssistant (Demo):\nHi',
    );
    expect(conversationText([])).toBe('');
  });

  it('keeps the end of a long conversation, and no half of a character', () => {
    const text = conversationText([said('user', '😀'.repeat(maxConversationText))]);
    expect(text.length).toBeLessThanOrEqual(maxConversationText + 4);
    expect(text.startsWith('[…]\n😀')).toBe(true);
    const odd = conversationText([said('user', `${'😀'.repeat(maxConversationText)}.`)]);
    expect(odd.startsWith('[…]\n😀')).toBe(true);
    expect(odd.endsWith('😀.')).toBe(true);
  });
});
