/** Where the services of AWS live, as far as they have that in common. https://docs.aws.amazon.com/general/latest/gr/rande.html */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import { AppError } from '../../../shared/errors.ts';

/** The domain under which a region's services are found. */
export function awsDomain(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

/**
 * The address of a person's own endpoint, mended, or null where AWS's usual ones are meant. Throws `connection/invalid-url`.
 * Plain http is let through: it was confirmed when the connection was saved.
 */
export function ownEndpoint({ endpoint }: { readonly endpoint?: string | undefined }): string | null {
  if (endpoint === undefined) return null;
  const base = normalizeBaseUrl(endpoint, { defaultPath: '', plainHttp: 'allow' });
  if (base.ok) return base.data.url;
  throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
}

/** Every region there is or may come to be is named like this; a host that is not found in any other has a reason. */
const plausibleRegion =
  /^(af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(-(gov|iso[a-z]?|[a-z]{2}))?-(north|south|east|west|central)(east|west)?-\d{1,2}$/;

/** A host that is not found says more where the region's name cannot be right. */
export function regionFailure(
  failure: AppError,
  { endpoint, region }: { readonly endpoint?: string | undefined; readonly region: string },
): AppError {
  const guessed = endpoint === undefined && !plausibleRegion.test(region);
  if (failure.code !== 'network/host-not-found' || !guessed) return failure;
  return new AppError('provider/wrong-region', 'There is no such service in a region of this name', {
    details: { ...failure.details, region },
  });
}
