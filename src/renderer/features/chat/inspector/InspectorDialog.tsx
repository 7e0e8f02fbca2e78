/** What went over the wire for a reply, read when it is asked for: main keeps it, and secrets were taken out before that. */
import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { MessageId } from '../../../../shared/ids.ts';
import type { WireRequest } from '../../../../shared/inspection.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { CopyTextButton } from './CopyTextButton.tsx';
import { RequestView } from './RequestView.tsx';
import './inspector.css';

interface InspectorDialogProps {
  readonly messageId: MessageId;
  readonly onClose: () => void;
}

type Answer = RouteOutput<'messages.inspect'>;
type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

function useInspection(id: MessageId): Reading {
  const client = useClient();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  useEffect(() => {
    let wanted = true;
    client.request('messages.inspect', { id }).then(
      (answer) => {
        if (wanted) setReading({ kind: 'read', answer });
      },
      (caught: unknown) => {
        if (wanted) setReading({ kind: 'failed', error: errorInfoOf(caught) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, id]);
  return reading;
}

export function InspectorDialog({ messageId, onClose }: InspectorDialogProps) {
  const reading = useInspection(messageId);
  const words = text.chat.inspector;
  return (
    <Dialog
      open
      size="lg"
      title={words.title}
      description={words.description}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        reading.kind === 'read' && reading.answer !== null ? (
          <CopyCurl curl={reading.answer.curl} />
        ) : undefined
      }
    >
      <InspectorBody reading={reading} />
    </Dialog>
  );
}

function CopyCurl({ curl }: { readonly curl: string }) {
  return <CopyTextButton label={text.chat.inspector.copyCurl} copied={() => curl} />;
}

function InspectorBody({ reading }: { readonly reading: Reading }) {
  const words = text.chat.inspector;
  if (reading.kind === 'reading') return <Skeleton label={words.loading} lines={[70, 90, 50, 80]} />;
  if (reading.kind === 'failed') {
    const { title, next } = describeError(reading.error);
    return (
      <Banner tone="danger" role="alert" title={title}>
        {next}
      </Banner>
    );
  }
  if (reading.answer === null || reading.answer.inspection.requests.length === 0) {
    return <EmptyState title={words.nothing} text={words.nothingHint} />;
  }
  return <Requests inspection={reading.answer.inspection} />;
}

/** How a request ended, in a word: what tells the attempts of one reply from each other. */
function outcomeOf({ response, failure }: WireRequest): string {
  if (response !== null) return String(response.status);
  return failure ?? text.chat.inspector.noAnswer;
}

function Requests({ inspection }: { readonly inspection: NonNullable<Answer>['inspection'] }) {
  const { requests } = inspection;
  const words = text.chat.inspector;
  // The last attempt is the one that answered, or the one that failed for good.
  const [chosen, setChosen] = useState(requests.length - 1);
  const request = requests[chosen];
  return (
    <>
      {requests.length > 1 && (
        <SegmentedControl
          label={words.requests}
          value={String(chosen)}
          options={requests.map((one, index) => ({
            value: String(index),
            label: words.request(index + 1, outcomeOf(one)),
          }))}
          onChange={(value) => {
            setChosen(Number(value));
          }}
        />
      )}
      {request !== undefined && (
        <RequestView key={chosen} inspection={inspection} index={chosen} request={request} />
      )}
    </>
  );
}
