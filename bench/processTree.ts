import { readdirSync, readFileSync } from 'node:fs';

function parentOf(pid: number): number | null {
  try {
    // The name in parentheses may hold spaces, so the fields are counted from its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** A process and all its descendants that are alive now. Linux only. */
export function processTree(root: number): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const belongs = (pid: number): boolean => {
    for (let at: number | null | undefined = pid; at; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return pids.filter(belongs);
}

/**
 * Memory of a process tree in megabytes as proportional set size: pages that processes share are counted once, divided among
 * them (`/proc/PID/smaps_rollup`).
 */
export function proportionalMemory(root: number): number {
  const kilobytes = processTree(root).map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}
