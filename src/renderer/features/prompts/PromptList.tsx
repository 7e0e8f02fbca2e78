import { useMemo, useState } from 'react';
import type { SavedPromptId } from '../../../shared/ids.ts';
import type { SavedPrompt } from '../../../shared/saved.ts';
import { text } from '../../app/text/text.ts';
import { classNames } from '../../ui/classNames.ts';
import { PickList } from '../../ui/PickList.tsx';
import { groupPrompts } from './promptGroups.ts';

interface PromptListProps {
  readonly items: readonly SavedPrompt[];
  /** Whether `items` is all there is, and not what is known so far. */
  readonly isKnown: boolean;
  /** The one that stands beside the list. */
  readonly shownId: SavedPromptId | undefined;
  readonly onPick: (prompt: SavedPrompt) => void;
}

const words = text.prompts;

/** The prompts by folder, under a box that searches them. */
export function PromptList({ items, isKnown, shownId, onPick }: PromptListProps) {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => groupPrompts(items, query), [items, query]);
  const nothing = isKnown ? words.empty.title : null;
  return (
    <div className="prompts-list">
      <PickList
        label={words.search}
        placeholder={words.searchPlaceholder}
        query={query}
        onQueryChange={setQuery}
        groups={groups}
        itemKey={({ id }) => id}
        renderItem={(prompt) => <PromptLine prompt={prompt} shown={prompt.id === shownId} />}
        onPick={onPick}
        empty={items.length > 0 ? words.none : nothing}
      />
    </div>
  );
}

interface PromptLineProps {
  readonly prompt: SavedPrompt;
  readonly shown: boolean;
}

function PromptLine({ prompt, shown }: PromptLineProps) {
  return (
    <>
      <span className={classNames('prompts-line', shown && 'prompts-line-shown')} dir="auto">
        {prompt.name}
      </span>
      {prompt.kind === 'system' && <span className="prompts-tag">{words.kinds.system}</span>}
    </>
  );
}
