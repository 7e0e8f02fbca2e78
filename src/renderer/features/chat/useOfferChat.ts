import { useEffect, useEffectEvent } from 'react';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import type { ChatInSight } from '../../app/stores/chatInSightStore.ts';
import { useChat } from './ChatContext.ts';

/** What the composer can do for others. */
type ComposerOffer = Pick<ChatInSight, 'composerText' | 'insertSnippet'>;

/** Lets the rest of the window ask this chat, for as long as it is in sight. */
export function useOfferChat(composer: ComposerOffer): void {
  const { chatInSight } = useWorkspace();
  const { store } = useChat();
  const composerText = useEffectEvent(composer.composerText);
  const insertSnippet = useEffectEvent(composer.insertSnippet);
  useEffect(() => {
    const state = () => store.state.getState();
    const chat: ChatInSight = {
      lanes: () => state().lanes.map(({ lane }) => lane),
      layout: () => state().settings.view?.layout,
      systemPrompt: () => state().settings.parameters?.system,
      ownSystemPrompts: () =>
        state().lanes.filter(({ lane }) => lane.parameters?.system !== undefined).length,
      setSystemPrompt: (system) => {
        const { parameters, contextStrategy } = state().settings;
        return store.configure({ ...parameters, system }, contextStrategy ?? { kind: 'stop' });
      },
      composerText: () => composerText(),
      insertSnippet: (snippet) => {
        insertSnippet(snippet);
      },
    };
    chatInSight.setState({ chat });
    return () => {
      chatInSight.setState((known) => (known.chat === chat ? { chat: null } : known));
    };
  }, [chatInSight, store]);
}
