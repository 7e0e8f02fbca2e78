import { useEffect, useState } from 'react';

/** How long a button says that its deed is done, in milliseconds. */
const shownMs = 1500;

/** Whether a deed was done just now, and the function that says so. */
export function useConfirmation(): readonly [done: boolean, confirm: () => void] {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => {
      setDone(false);
    }, shownMs);
    return () => {
      clearTimeout(timer);
    };
  }, [done]);
  return [
    done,
    () => {
      setDone(true);
    },
  ];
}
