import { unzipSync } from 'fflate';
import { AppError } from '../../../shared/errors.ts';

/** Most that is unpacked of one archive, in bytes. A zip bomb names more, or lies and is cut off at what it named. */
const maxUnpackedBytes = 256 * 1024 * 1024;

/**
 * The wanted parts of an Office file, unpacked. Rejects an archive that would unpack to more than `maxUnpackedBytes`: the
 * sizes in its directory bound what is allocated, so it cannot grow past them either.
 */
export function zipParts(
  data: Uint8Array,
  isWanted: (name: string) => boolean,
): Readonly<Record<string, Uint8Array>> {
  let remaining = maxUnpackedBytes;
  return unzipSync(data, {
    filter: ({ name, originalSize }) => {
      if (!isWanted(name)) return false;
      remaining -= originalSize;
      if (remaining < 0) throw new AppError('attachment/unreadable', 'The archive unpacks to too much.');
      return true;
    },
  });
}
