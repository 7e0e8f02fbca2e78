import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { classNames } from './classNames.ts';
import { Kbd } from './Kbd.tsx';
import './Menu.css';

/** One line of a menu. */
export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: ReactNode;
      /** The shortcut as it is printed. */
      readonly shortcut?: string | undefined;
      readonly danger?: boolean | undefined;
      readonly disabled?: boolean | undefined;
      readonly onSelect: () => void;
    }
  | { readonly kind: 'separator' };

interface MenuPopupProps {
  readonly ref?: Ref<HTMLDivElement> | undefined;
  /** Its name, where no button gives it one. */
  readonly label?: string | undefined;
  readonly entries: readonly MenuEntry[];
  /** Where the focus goes when it closes; without it, where it was. */
  readonly finalFocus?: (() => HTMLElement | boolean) | undefined;
}

function MenuPopup({ ref, label, entries, finalFocus }: MenuPopupProps) {
  return (
    <BaseMenu.Popup ref={ref} className="ui-popup" aria-label={label} finalFocus={finalFocus}>
      {entries.map((entry, index) =>
        entry.kind === 'separator' ? (
          <BaseMenu.Separator key={index} className="ui-popup-separator" />
        ) : (
          <BaseMenu.Item
            key={index}
            className={classNames('ui-popup-item', entry.danger === true && 'ui-popup-item-danger')}
            disabled={entry.disabled ?? false}
            onClick={entry.onSelect}
          >
            <span className="ui-popup-item-icon" aria-hidden="true">
              {entry.icon}
            </span>
            <span className="ui-popup-item-label">{entry.label}</span>
            {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} hint />}
          </BaseMenu.Item>
        ),
      )}
    </BaseMenu.Popup>
  );
}

interface MenuProps {
  /** The button that opens it; it carries the menu's name. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end' | undefined;
}

/** A menu that opens from a button. */
export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className="ui-popup-positioner"
          sideOffset={4}
          align={align}
          collisionPadding={8}
        >
          <MenuPopup entries={entries} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface AnchoredMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** What it hangs from: an element, or a place. */
  readonly anchor: Element | { readonly getBoundingClientRect: () => DOMRect };
  readonly onClose: () => void;
  readonly finalFocus?: (() => HTMLElement | boolean) | undefined;
}

/** A menu that is open for as long as it is rendered: one for many buttons, where a menu each would cost too much. */
export function AnchoredMenu({ label, entries, anchor, onClose, finalFocus }: AnchoredMenuProps) {
  const popupRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Opened with the keyboard, a menu stands on its first line. The popup takes the focus first, in the frame it is placed in.
    const byKeyboard = document.activeElement?.matches(':focus-visible') ?? false;
    if (!byKeyboard) return undefined;
    const frame = requestAnimationFrame(() => {
      popupRef.current?.querySelector<HTMLElement>('[role="menuitem"]:not([data-disabled])')?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return (
    <BaseMenu.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          className="ui-popup-positioner"
          anchor={anchor}
          sideOffset={4}
          align="end"
          collisionPadding={8}
        >
          <MenuPopup ref={popupRef} label={label} entries={entries} finalFocus={finalFocus} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface ContextMenuProps {
  /** Asked each time the menu opens or renders, so that its words fit the moment. */
  readonly entries: readonly MenuEntry[];
  /** The one element that is right-clicked, or focused when the menu key is pressed. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A menu at the pointer, on right click, Shift+F10 or the menu key. */
export function ContextMenu({ entries, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className="ui-popup-positioner" collisionPadding={8}>
          <MenuPopup entries={entries} />
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}
