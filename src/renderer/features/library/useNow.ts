import { useEffect, useState } from 'react';

const minute = 60_000;

/** The time, to the minute: enough to notice that a day has ended. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, minute);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
