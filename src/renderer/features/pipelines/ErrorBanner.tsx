import type { ErrorInfo } from '../../../shared/errors.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { Banner } from '../../ui/Banner.tsx';

/** Why something could not be done, where it was asked for. */
export function ErrorBanner({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}
