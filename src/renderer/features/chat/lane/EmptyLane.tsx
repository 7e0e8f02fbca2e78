import { Plug } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Lane } from '../../../../shared/conversation.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';

/** Sets are read after the first paint. */
const StartWithSet = lazy(async () => ({ default: (await import('./StartWithSet.tsx')).StartWithSet }));

interface EmptyLaneProps {
  readonly name: string;
  readonly lane: Lane;
  readonly connection: Connection | undefined;
}

/** A conversation before its first message: who will answer, and honestly what to expect of it. */
export function EmptyLane({ name, lane, connection }: EmptyLaneProps) {
  const { store, commands } = useChat();
  const first = useConversation((state) => state.lanes[0]?.lane.id === lane.id);
  const hidden = useBlind();
  const words = text.chat.empty;
  const isDemo = !hidden && connection?.provider === 'demo';
  // A model set may name a connection that was deleted, or never was on this computer.
  const isGone = connection === undefined && lane.connectionId !== null;
  const sentence = isDemo
    ? words.demo
    : hidden || connection === undefined
      ? null
      : words.real(connection.name);
  return (
    <div className="lane-empty">
      <div className="lane-empty-inner">
        <h2>
          {isGone
            ? text.modelSets.goneTitle(name)
            : connection === undefined
              ? words.noModel
              : words.title(name)}
        </h2>
        {isGone && <p>{text.modelSets.goneText}</p>}
        {sentence !== null && <p>{sentence}</p>}
        {isDemo && first && (
          <>
            <ul className="lane-starters" aria-label={words.starters}>
              {words.prompts.map(({ label, prompt }) => (
                <li key={prompt}>
                  <button
                    type="button"
                    className="lane-starter"
                    onClick={() => {
                      commands.focusComposer();
                      void store.send(prompt);
                    }}
                  >
                    {label}
                  </button>
                </li>
              ))}
            </ul>
            <Button
              icon={<Plug />}
              onClick={() => {
                commands.openConnection(null);
              }}
            >
              {words.connect}
            </Button>
          </>
        )}
        {first && (
          <Suspense fallback={null}>
            <StartWithSet />
          </Suspense>
        )}
      </div>
    </div>
  );
}
