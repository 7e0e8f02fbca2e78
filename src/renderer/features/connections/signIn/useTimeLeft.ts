import { useEffect, useState } from 'react';

/** Milliseconds until a time (since 1970), renewed every `step` milliseconds; never less than 0. Null where there is no end. */
export function useTimeLeft(until: number | null, step = 1000): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return undefined;
    const tick = () => {
      setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, step);
    return () => {
      clearInterval(timer);
    };
  }, [until, step]);
  return until === null ? null : Math.max(0, until - now);
}
