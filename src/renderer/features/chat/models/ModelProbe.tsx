import { useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import type { ModelVerdict } from '../../../../shared/model.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';

interface ModelProbeProps {
  readonly connectionId: ConnectionId;
  readonly modelId: string;
  /** Lets the lane use an inference profile; null where there is no lane. */
  readonly onUseProfile: ((profileId: string) => void) | null;
  readonly onUseRegion: (region: string) => Promise<void>;
}

type Finding =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'found'; readonly verdict: ModelVerdict }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** Places that are offered as buttons; more would be a list to search. */
const offered = 4;

/** "Test this model": asks it with a few tokens and says what came of it, with what helps. */
export function ModelProbe({ connectionId, modelId, onUseProfile, onUseRegion }: ModelProbeProps) {
  const client = useClient();
  const [finding, setFinding] = useState<Finding>({ kind: 'none' });
  const words = text.chat.modelDetails;
  const ask = async () => {
    setFinding({ kind: 'asking' });
    try {
      const answer = await client.request('models.probe', { connectionId, modelId });
      setFinding(
        answer.ok ? { kind: 'found', verdict: answer.verdict } : { kind: 'failed', error: answer.error },
      );
    } catch (caught) {
      setFinding({ kind: 'failed', error: errorInfoOf(caught) });
    }
  };
  return (
    <section aria-label={words.probe}>
      <div className="model-details-row">
        <Button disabled={finding.kind === 'asking'} onClick={() => void ask()}>
          {words.probe}
        </Button>
        <span className="ui-field-hint">{finding.kind === 'asking' ? words.probing : words.probeHint}</span>
      </div>
      {finding.kind === 'failed' && <Failure error={finding.error} />}
      {finding.kind === 'found' && (
        <Banner
          tone={finding.verdict.kind === 'works' ? 'success' : 'warning'}
          role="status"
          actions={
            <VerdictActions verdict={finding.verdict} onUseProfile={onUseProfile} onUseRegion={onUseRegion} />
          }
        >
          {words.verdict(finding.verdict)}
        </Banner>
      )}
    </section>
  );
}

/** What a server says is told as its own words, never as ours. */
function Failure({ error }: { readonly error: ErrorInfo }) {
  const { title, next, quote } = describeError(error);
  return (
    <Banner tone="danger" role="status" title={title}>
      {quote === null ? (
        next
      ) : (
        <>
          {text.errors.serverSaid}: <q dir="auto">{quote}</q>
        </>
      )}
    </Banner>
  );
}

interface VerdictActionsProps extends Pick<ModelProbeProps, 'onUseProfile' | 'onUseRegion'> {
  readonly verdict: ModelVerdict;
}

function VerdictActions({ verdict, onUseProfile, onUseRegion }: VerdictActionsProps) {
  const words = text.chat.modelDetails;
  if (verdict.kind === 'needs-profile' && onUseProfile !== null) {
    return verdict.profileIds.slice(0, offered).map((profileId) => (
      <Button
        key={profileId}
        size="sm"
        onClick={() => {
          onUseProfile(profileId);
        }}
      >
        {words.useProfile(profileId)}
      </Button>
    ));
  }
  if (verdict.kind === 'wrong-region') {
    return verdict.regions.slice(0, offered).map((region) => (
      <Button key={region} size="sm" onClick={() => void onUseRegion(region)}>
        {words.useRegion(region)}
      </Button>
    ));
  }
  return null;
}
