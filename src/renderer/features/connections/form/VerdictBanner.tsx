import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { HopsRow } from './HopsRow.tsx';
import type { Verdict } from './useConnectionForm.ts';

interface VerdictBannerProps {
  readonly verdict: Verdict;
  readonly onSignIn: () => void;
}

/** What a test, or an attempt to save, has found: one sentence, what to do, and how far it came. */
export function VerdictBanner({ verdict, onSignIn }: VerdictBannerProps) {
  const words = text.connections.verdict;
  switch (verdict.kind) {
    case 'works':
      return (
        <Banner
          tone="success"
          role="status"
          title={verdict.modelCount === 0 ? words.none : words.works(verdict.modelCount)}
        >
          <HopsRow hops={verdict.hops} failed={null} />
        </Banner>
      );
    case 'problem':
      return <Banner tone="danger" role="alert" title={verdict.sentence} />;
    case 'failed': {
      const { title, next, quote, actions } = describeError(verdict.error);
      return (
        <Banner
          tone="danger"
          role="alert"
          title={title}
          actions={
            actions.includes('sign-in') ? (
              <Button size="sm" onClick={onSignIn}>
                {text.errors.actions['sign-in']}
              </Button>
            ) : undefined
          }
        >
          <p>{next}</p>
          {quote !== null && (
            <p className="ui-field-hint">
              {text.errors.serverSaid}: {quote}
            </p>
          )}
          <HopsRow hops={verdict.hops} failed={verdict.error.details?.hop ?? null} />
        </Banner>
      );
    }
  }
}
