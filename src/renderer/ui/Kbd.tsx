import './Kbd.css';

interface KbdProps {
  /** A shortcut as it is printed: `Ctrl+Shift+F`, or `⌘K` without separators. */
  readonly keys: string;
  /** Inside a control the keys are a hint for the eye and must not become part of the control's name. */
  readonly hint?: boolean | undefined;
}

/** A shortcut in print. One element for the whole chord, so that it is read as one. */
export function Kbd({ keys, hint = false }: KbdProps) {
  return (
    <kbd className="ui-kbd" aria-hidden={hint || undefined}>
      {keys}
    </kbd>
  );
}
