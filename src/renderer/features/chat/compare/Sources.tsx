/** The links of a synthesis: from its prompt and from its reply to the answers that it was made from. */
import type { ReactNode } from 'react';
import type { MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { focusLaneSoon } from '../lane/focusLane.ts';
import { messageOf } from '../store/conversationState.ts';
import { showLanes, viewOf } from '../store/laneDeeds.ts';
import { blindLabel, useBlind } from './blind.ts';
import './compare.css';

const words = text.compare.synthesis;

/** The answers that a synthesis was made from, as links. */
export function SourceLinks({ sources }: { readonly sources: readonly MessageId[] }) {
  return (
    <div className="sources">
      <span>{words.sources}:</span>
      <ul aria-label={words.sources}>
        {sources.map((id) => (
          <li key={id}>
            <SourceLink id={id} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SourceLink({ id }: { readonly id: MessageId }) {
  const { store, view } = useChat();
  const hidden = useBlind();
  const laneId = useConversation(
    (state) => state.lanes.find(({ path }) => path.some((item) => item.id === id))?.lane.id,
  );
  const name = useConversation((state) => {
    const message = messageOf(state, id);
    if (laneId === undefined || message?.role !== 'assistant') return null;
    return hidden ? blindLabel(state, laneId) : message.model.modelName;
  });
  if (laneId === undefined || name === null) return <span>{words.gone}</span>;
  return (
    <button
      type="button"
      className="source-link"
      aria-label={words.source(name)}
      onClick={() => {
        if (viewOf(store.state.getState()).layout === 'focus')
          void showLanes(store, { focusedLaneId: laneId });
        view.setState({ reveal: { laneId, messageId: id } });
        focusLaneSoon(laneId);
      }}
    >
      {name}
    </button>
  );
}

/** The same under a reply whose prompt was a synthesis; nothing under any other. */
export function ReplySources({ parentId }: { readonly parentId: MessageId | null }) {
  const sources = useConversation((state) => {
    const prompt = parentId === null ? undefined : messageOf(state, parentId);
    return prompt?.role === 'user' ? prompt.sources : undefined;
  });
  return sources === undefined ? null : <SourceLinks sources={sources} />;
}

interface SynthesisPromptProps {
  /** Undefined: an ordinary prompt, which is shown as it is. */
  readonly sources: readonly MessageId[] | undefined;
  readonly children: ReactNode;
}

/** The prompt of a synthesis holds all answers once more, so it is folded, with links to where they stand. */
export function SynthesisPrompt({ sources, children }: SynthesisPromptProps) {
  if (sources === undefined) return children;
  return (
    <>
      <details className="synthesis-prompt">
        <summary>{words.folded(sources.length)}</summary>
        {children}
      </details>
      <SourceLinks sources={sources} />
    </>
  );
}
