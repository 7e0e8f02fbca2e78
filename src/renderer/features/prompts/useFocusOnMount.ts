import { useEffect } from 'react';
import type { RefObject } from 'react';

/** The keyboard goes where the eye is led: into what has just come into sight. */
export function useFocusOnMount(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    ref.current?.focus();
  }, [ref]);
}
