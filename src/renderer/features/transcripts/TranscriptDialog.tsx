import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { ConversationId, LaneId } from '../../../shared/ids.ts';
import type { TranscriptOptions } from '../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../app/client.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useClient } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TranscriptPreview } from './TranscriptPreview.ts';
import { allLanes, useLaneChoices } from './useLaneChoices.ts';
import './transcripts.css';

interface TranscriptDialogProps {
  readonly conversationId: ConversationId;
  /** The lane to begin with; null for the whole conversation. */
  readonly laneId: LaneId | null;
  readonly onClose: () => void;
}

type Outcome =
  | { readonly kind: 'none' | 'writing' }
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

const words = text.transcripts;

function ErrorBanner({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}

function Preview({ preview }: { readonly preview: TranscriptPreview }) {
  const state = useStore(preview.state);
  switch (state.kind) {
    case 'loading':
      return <Skeleton label={words.loading} lines={[40, 90, 85, 60]} />;
    case 'failed':
      return <ErrorBanner error={state.error} />;
    case 'ready':
      return (
        <>
          <pre className="transcript-preview" tabIndex={0} aria-label={words.preview} dir="auto">
            {state.text}
          </pre>
          {state.truncated && <p className="ui-field-hint">{words.truncated}</p>}
        </>
      );
  }
}

/** Writes the transcript by way of the system's own dialog, and says what came of it. */
function useExport(conversationId: ConversationId) {
  const client = useClient();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const run = async (options: TranscriptOptions) => {
    setOutcome({ kind: 'writing' });
    try {
      const saved = await client.request('transcripts.export', { conversationId, options });
      setOutcome(saved === null ? { kind: 'none' } : { kind: 'saved', ...saved });
    } catch (caught) {
      setOutcome({ kind: 'failed', error: errorInfoOf(caught) });
    }
  };
  return { outcome, run };
}

/** Chooses what of a conversation is written, shows it, and writes it. */
export function TranscriptDialog({ conversationId, laneId, onClose }: TranscriptDialogProps) {
  const client = useClient();
  const [preview] = useState(() => new TranscriptPreview(client, conversationId));
  const [options, setOptions] = useState<TranscriptOptions>({
    format: 'markdown',
    laneId,
    includeReasoning: false,
  });
  const choices = useLaneChoices(conversationId);
  const { outcome, run } = useExport(conversationId);
  useEffect(() => {
    void preview.show(options);
  }, [preview, options]);
  const saved = outcome.kind === 'saved';
  const footer = (
    <>
      {saved && (
        <p role="status" className="transcript-saved">
          {words.saved(outcome.fileName)}
        </p>
      )}
      {saved && <Button onClick={onClose}>{words.done}</Button>}
      <Button
        variant={saved ? 'secondary' : 'primary'}
        disabled={outcome.kind === 'writing'}
        onClick={() => void run(options)}
      >
        {words.export}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      size="lg"
      closeLabel={text.shell.close}
      footer={footer}
    >
      <div className="transcript-options">
        <SegmentedControl
          label={words.format.label}
          value={options.format}
          options={[
            { value: 'markdown', label: words.format.markdown },
            { value: 'json', label: words.format.json },
          ]}
          onChange={(format) => {
            setOptions({ ...options, format });
          }}
        />
        {choices.length > 2 && (
          <Select
            label={words.scope.label}
            value={options.laneId ?? allLanes}
            options={choices}
            onChange={(value) => {
              setOptions({ ...options, laneId: value === allLanes ? null : (value as LaneId) });
            }}
          />
        )}
        <Checkbox
          label={words.reasoning}
          hint={words.reasoningHint}
          checked={options.includeReasoning}
          onChange={(includeReasoning) => {
            setOptions({ ...options, includeReasoning });
          }}
        />
      </div>
      {outcome.kind === 'failed' && <ErrorBanner error={outcome.error} />}
      <Preview preview={preview} />
    </Dialog>
  );
}
