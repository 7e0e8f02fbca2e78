import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { parseExternalUrl } from '../../shared/externalUrl.ts';

/**
 * Hands an address to the system. The only place that may: it asks the one gate again, whoever calls, and passes on the
 * re-serialised form only. Throws `link/refused`.
 */
export async function openExternalUrl(address: string): Promise<void> {
  const url = parseExternalUrl(address);
  if (!url.ok) throw new AppError('link/refused', `The address was refused: ${url.reason}.`);
  await shell.openExternal(url.href);
}
