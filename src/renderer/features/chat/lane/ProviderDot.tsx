import type { Provider } from '../../../../shared/connection.ts';
import { useBlind } from '../compare/blind.ts';
import './ProviderDot.css';

/** The provider's colour, beside its name and never instead of it. */
export function ProviderDot({ provider }: { readonly provider: Provider | undefined }) {
  if (useBlind()) return null;
  return <span className="provider-dot" data-provider={provider} aria-hidden="true" />;
}
