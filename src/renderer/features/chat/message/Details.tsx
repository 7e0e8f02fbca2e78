import { Popover } from '@base-ui/react/popover';
import { Info, ScanSearch } from 'lucide-react';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { costText } from './FigureLine.tsx';
import { figuresOf } from './figures.ts';

type Row = readonly [label: string, value: string];

/** Everything that is known of a reply and not unknown: rows without a value are left out. */
function rowsOf(message: AssistantMessage): readonly Row[] {
  const words = text.chat.details;
  const { model, usage, timing, stopReason } = message;
  const figures = figuresOf(message);
  const row = <T,>(label: string, value: T | null | undefined, show: (value: T) => string): Row[] =>
    value === null || value === undefined ? [] : [[label, show(value)]];
  const same = (value: string) => value;
  return [
    ...row(words.model, model.modelId, same),
    ...row(words.served, message.servedModel === model.modelId ? null : message.servedModel, same),
    ...row(words.connection, model.connectionName, same),
    ...row(words.requestId, message.requestId, same),
    ...row(words.started, timing.startedAt, words.time),
    ...row(words.firstToken, figures.firstTokenMs, words.ms),
    ...row(words.duration, figures.durationMs, words.ms),
    ...row(words.speed, figures.tokensPerSecond, words.perSecond),
    ...row(words.input, usage?.input, words.tokens),
    ...row(words.cacheRead, usage?.cacheRead, words.tokens),
    ...row(words.cacheWrite, usage?.cacheWrite, words.tokens),
    ...row(words.output, usage?.output, words.tokens),
    ...row(words.reasoning, usage?.reasoning, words.tokens),
    ...row(words.counted, usage?.estimated === true ? words.countedHere : null, same),
    ...row(words.cost, costText(message), same),
    ...row(words.price, message.cost?.price, ({ input, output }) =>
      text.chat.modelDetails.price(input, output),
    ),
    ...row(words.stop, stopReason, (reason) => words.stopReasons[reason]),
  ];
}

/** What stands behind a reply: who served it, when, and what it took. */
export function Details({ message }: { readonly message: AssistantMessage }) {
  const { view } = useChat();
  const hidden = useBlind();
  const words = text.chat.details;
  if (hidden) return null;
  return (
    <Popover.Root>
      <Popover.Trigger
        render={<IconButton size="sm" label={text.chat.message.details} icon={<Info aria-hidden="true" />} />}
      />
      <Popover.Portal>
        <Popover.Positioner
          className="ui-popup-positioner"
          side="top"
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <Popover.Popup className="ui-popup message-details">
            <Popover.Title className="message-details-title">{words.title}</Popover.Title>
            <dl>
              {rowsOf(message).map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <Popover.Close
              render={
                <Button
                  size="sm"
                  className="message-inspect"
                  icon={<ScanSearch />}
                  aria-haspopup="dialog"
                  onClick={() => {
                    view.setState({ inspecting: message.id });
                  }}
                />
              }
            >
              {text.chat.inspector.open}
            </Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
