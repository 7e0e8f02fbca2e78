import { useEffect, useState } from 'react';

const secondsLeft = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000));

/** Counts down to a time (milliseconds since 1970) and renders once a second until it is there; 0 afterwards. */
export function useSecondsUntil(until: number): number {
  const [left, setLeft] = useState(() => secondsLeft(until));
  useEffect(() => {
    const tick = () => {
      const next = secondsLeft(until);
      setLeft(next);
      if (next === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => {
      clearInterval(timer);
    };
  }, [until]);
  return left;
}
