import './Kbd.css';

interface KbdProps {
  /** A shortcut as it is printed: `Ctrl+Shift+F`, or `⌘K` without separators. */
  readonly keys: string;
}

/** A shortcut in print. One element for the whole chord, so that it is read as one. */
export function Kbd({ keys }: KbdProps) {
  return <kbd className="ui-kbd">{keys}</kbd>;
}
