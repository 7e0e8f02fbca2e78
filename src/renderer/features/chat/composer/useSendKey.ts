import type { KeyboardEvent } from 'react';
import { use } from 'react';
import { SendKeyContext } from './SendKeyContext.ts';

/** Tells whether a key press sends. Enter that ends a composition (IME) never does, whatever key was chosen. */
export function useSendKey(): (event: KeyboardEvent) => boolean {
  const sendKey = use(SendKeyContext);
  return (event) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || event.altKey)
      return false;
    const withModifier = event.ctrlKey || event.metaKey;
    return sendKey === 'enter' ? !withModifier : withModifier;
  };
}
