import { useState } from 'react';
import type { SavedPrompt } from '../../../shared/saved.ts';
import type { useLibrary } from '../../app/saved/useLibrary.ts';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';

const words = text.prompts;

/** How much of the prompt that goes is shown in the question, in characters. */
const shownLength = 200;

/** Makes a saved prompt the system prompt of the chat in sight; asks first where that replaces another. */
export function useSystemPrompt({ attempt }: Pick<ReturnType<typeof useLibrary>, 'attempt'>) {
  const { chatInSight } = useWorkspace();
  const [asked, setAsked] = useState<{ readonly prompt: SavedPrompt; readonly replaces: string } | null>(
    null,
  );
  const apply = (prompt: SavedPrompt) => {
    setAsked(null);
    const { chat } = chatInSight.getState();
    if (chat === null) return;
    void attempt(async () => {
      await chat.setSystemPrompt(prompt.text);
      const own = chat.ownSystemPrompts();
      const sentence = words.usedAsSystem(prompt.name) + (own > 0 ? words.replace.own(own) : '');
      return { kind: 'said', sentence };
    });
  };
  return {
    /** What would be lost, in words; null while nothing is asked. */
    replaces: asked?.replaces ?? null,
    ask: (prompt: SavedPrompt) => {
      const before = chatInSight.getState().chat?.systemPrompt()?.trim() ?? '';
      if (before === '' || before === prompt.text.trim()) apply(prompt);
      else {
        const shown = before.length > shownLength ? `${before.slice(0, shownLength)}…` : before;
        setAsked({ prompt, replaces: words.replace.body(shown) });
      }
    },
    confirm: () => {
      if (asked !== null) apply(asked.prompt);
    },
    cancel: () => {
      setAsked(null);
    },
  };
}
