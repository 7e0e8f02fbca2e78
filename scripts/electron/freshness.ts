/** Whether the Electron that is shipped is young enough to be safe (requirement R6 of the security design). */

/** When each version was published, by version: what `npm view electron time --json` prints. */
export type PublishTimes = Readonly<Record<string, string>>;

const supportedMajors = 3;
const gracePeriodDays = 30;
const release = /^(\d+)\.(\d+)\.(\d+)$/;

interface Release {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly publishedAt: number;
}

function releasesOf(times: PublishTimes): readonly Release[] {
  return Object.entries(times).flatMap(([version, time]) => {
    const [, major, minor, patch] = release.exec(version) ?? [];
    if (major === undefined || minor === undefined || patch === undefined) return [];
    return [
      { major: Number(major), minor: Number(minor), patch: Number(patch), publishedAt: Date.parse(time) },
    ];
  });
}

function isNewer(one: Release, other: Release): boolean {
  return one.minor > other.minor || (one.minor === other.minor && one.patch > other.patch);
}

/**
 * Says what is wrong with shipping `version`, or null. Electron supports its newest three majors; within a major, a newer
 * release may be at most thirty days old. `now` is in milliseconds since 1970.
 */
export function staleness(version: string, times: PublishTimes, now: number): string | null {
  const releases = releasesOf(times);
  const [shipped] = releasesOf({ [version]: times[version] ?? '' });
  if (shipped === undefined) return `Electron ${version} is not a release.`;
  const newestMajor = Math.max(...releases.map(({ major }) => major));
  if (shipped.major <= newestMajor - supportedMajors) {
    return `Electron ${version} is out of support: the newest major is ${newestMajor}.`;
  }
  const overdue = releases.find(
    (each) =>
      each.major === shipped.major &&
      isNewer(each, shipped) &&
      now - each.publishedAt > gracePeriodDays * 24 * 60 * 60 * 1000,
  );
  if (overdue === undefined) return null;
  return `Electron ${version} lags more than ${gracePeriodDays} days behind ${overdue.major}.${overdue.minor}.${overdue.patch}.`;
}
