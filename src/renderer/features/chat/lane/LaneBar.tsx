import { Columns3, EyeOff, Focus, LayoutGrid, Rows3 } from 'lucide-react';
import { lazy, Suspense, useId } from 'react';
import type { ConversationView } from '../../../../shared/conversation.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { isBlindMode } from '../compare/blind.ts';
import { latestTurn } from '../compare/turnReplies.ts';
import { showLanes, viewOf } from '../store/laneDeeds.ts';
import './laneBar.css';

const CompareButtons = lazy(async () => ({
  default: (await import('../compare/CompareButtons.tsx')).CompareButtons,
}));

type Layout = ConversationView['layout'];

const layouts: readonly (readonly [Layout, typeof Columns3])[] = [
  ['columns', Columns3],
  ['grid', LayoutGrid],
  ['focus', Focus],
];

/** How the lanes of the tab are shown, and what compares them; there only where there is something to choose. */
export function LaneBar() {
  const { store } = useChat();
  const words = text.chat.lanes;
  const { commands } = useWorkspace();
  const several = useConversation((state) => state.lanes.length > 1);
  const blind = useConversation(isBlindMode);
  const hasTurn = useConversation((state) => latestTurn(state) !== null);
  const layout = useConversation((state) => viewOf(state).layout);
  const synced = useConversation((state) => viewOf(state).scrolling === 'synced');
  if (!several) return null;
  const focused = layout === 'focus';
  return (
    <div className="lane-bar" role="group" aria-label={words.bar}>
      <LayoutChoice layout={layout} onChange={(next) => void showLanes(store, { layout: next })} />
      <Tooltip label={focused ? words.syncedInFocus : words.syncedHint}>
        <Button
          size="sm"
          variant="ghost"
          className="lane-synced"
          icon={<Rows3 />}
          aria-label={words.synced}
          aria-pressed={synced && !focused}
          // Not `disabled`: the reason would be out of reach of the keyboard.
          aria-disabled={focused || undefined}
          onClick={() => {
            if (!focused) void showLanes(store, { scrolling: synced ? 'free' : 'synced' });
          }}
        >
          <span className="lane-bar-name">{words.synced}</span>
        </Button>
      </Tooltip>
      <Tooltip label={text.compare.blind.hint}>
        <Button
          size="sm"
          variant="ghost"
          className="lane-synced"
          icon={<EyeOff />}
          aria-label={text.compare.blind.button}
          aria-pressed={blind}
          onClick={() => {
            commands.run('blind.toggle');
          }}
        >
          <span className="lane-bar-name">{text.compare.blind.button}</span>
        </Button>
      </Tooltip>
      {hasTurn && (
        <Suspense fallback={null}>
          <CompareButtons />
        </Suspense>
      )}
    </div>
  );
}

interface LayoutChoiceProps {
  readonly layout: Layout;
  readonly onChange: (layout: Layout) => void;
}

/** One of the layouts, as pictures with names. Radio buttons underneath, so arrow keys move the choice. */
function LayoutChoice({ layout, onChange }: LayoutChoiceProps) {
  const name = useId();
  const words = text.chat.lanes;
  return (
    <div className="lane-layouts" role="radiogroup" aria-label={words.layout}>
      {layouts.map(([value, Icon]) => (
        <Tooltip key={value} label={words.layouts[value]}>
          <label className="lane-layout">
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === layout}
              aria-label={words.layouts[value]}
              onChange={() => {
                onChange(value);
              }}
            />
            <Icon aria-hidden="true" />
            <span className="lane-bar-name" aria-hidden="true">
              {words.layouts[value]}
            </span>
          </label>
        </Tooltip>
      ))}
    </div>
  );
}
