import { AppError } from '../../shared/errors.ts';

/**
 * A name that somebody typed as one segment of a path. Dots alone cannot be escaped: `..` means the folder above in any
 * spelling (WHATWG URL, double-dot URL path segments). Throws `connection/invalid-url` naming the field.
 */
export function pathSegment(name: string, field: string): string {
  if (!/^\.{1,2}$/.test(name)) return encodeURIComponent(name);
  throw new AppError('connection/invalid-url', 'A name cannot be dots alone', { details: { field } });
}
