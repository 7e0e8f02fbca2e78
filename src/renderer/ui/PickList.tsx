/**
 * A search box over a list: the ARIA combobox pattern with the list always in sight. Focus never leaves the box; arrow keys
 * move the active option, Enter picks it. Used by the command palette and by pickers inside a dialog or a popover.
 * Filtering is the caller's: it knows what its items mean.
 */
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import './PickList.css';

export interface PickGroup<T> {
  /** Null for items without a heading. */
  readonly heading: string | null;
  readonly items: readonly T[];
}

interface PickListProps<T> {
  /** The name of the search box and of the list. */
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  readonly groups: readonly PickGroup<T>[];
  readonly itemKey: (item: T) => string;
  readonly renderItem: (item: T) => ReactNode;
  readonly onPick: (item: T) => void;
  /** Told which option the keyboard or the pointer is at, whenever it is another one. */
  readonly onActive?: ((item: T | null) => void) | undefined;
  /** What to say when nothing matches. */
  readonly empty: ReactNode;
}

/** The option that the given key moves to, or null when it is not a key of the list. */
function nextActive(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active - 1 + count) % count;
  if (key === 'PageDown') return Math.min(count - 1, active + 8);
  if (key === 'PageUp') return Math.max(0, active - 8);
  return null;
}

export function PickList<T>({
  label,
  placeholder,
  query,
  onQueryChange,
  groups,
  itemKey,
  renderItem,
  onPick,
  onActive,
  empty,
}: PickListProps<T>) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(0);
  const flat = groups.flatMap((group) => group.items);
  const active = Math.min(wanted, flat.length - 1);

  useEffect(() => {
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);

  const activeItem = flat[active];
  const activeKey = activeItem === undefined ? null : itemKey(activeItem);
  const tellActive = useEffectEvent(() => {
    onActive?.(activeItem ?? null);
  });
  useEffect(() => {
    tellActive();
  }, [activeKey]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && activeItem !== undefined) {
      event.preventDefault();
      onPick(activeItem);
      return;
    }
    const next = nextActive(event.key, active, flat.length);
    if (next === null) return;
    event.preventDefault();
    setWanted(next);
  };

  let index = -1;
  return (
    <div className="ui-pick">
      <input
        role="combobox"
        aria-expanded={flat.length > 0}
        aria-label={label}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${String(active)}` : undefined}
        className="ui-pick-input"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setWanted(0);
          onQueryChange(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={listRef}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="ui-pick-list"
        hidden={flat.length === 0}
      >
        {groups.map((group) =>
          group.items.length === 0 ? null : (
            <div
              key={group.heading ?? ''}
              role="group"
              aria-label={group.heading ?? label}
              className="ui-pick-group"
            >
              {group.heading !== null && (
                <p className="ui-pick-heading" aria-hidden="true">
                  {group.heading}
                </p>
              )}
              {group.items.map((item) => {
                index += 1;
                const position = index;
                return (
                  <div
                    key={itemKey(item)}
                    id={`${id}-${String(position)}`}
                    role="option"
                    aria-selected={position === active}
                    className="ui-pick-option"
                    onPointerMove={() => {
                      setWanted(position);
                    }}
                    onMouseDown={(event) => {
                      // The search box keeps the focus.
                      event.preventDefault();
                    }}
                    onClick={() => {
                      onPick(item);
                    }}
                  >
                    {renderItem(item)}
                  </div>
                );
              })}
            </div>
          ),
        )}
      </div>
      {flat.length === 0 && <div className="ui-pick-empty">{empty}</div>}
    </div>
  );
}
