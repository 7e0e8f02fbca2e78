/** The figures of answers beside each other: of one turn, or of the whole conversation by model. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useRenderActions } from '../../../rendering/RenderActions.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { DataTable, useSorting } from '../../../ui/DataTable.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { asMarkdown, asTsv } from '../../../ui/tableRows.ts';
import { useConfirmation } from '../../../ui/useConfirmation.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { answerColumns } from './answerColumns.ts';
import type { AnswerRow } from './answerRows.ts';
import { modelRows, turnRows } from './answerRows.ts';
import type { Turn } from './turnReplies.ts';
import { repliesTo } from './turnReplies.ts';
import './compare.css';

type Scope = 'turn' | 'conversation';
type Figures = RouteOutput<'compare.figures'>;
type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly figures: Figures }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

const words = text.compare.table;
/** As many as main gives at most. */
const mostFigures = 5000;

interface CompareDialogProps {
  readonly turn: Turn | null;
  readonly onClose: () => void;
}

export function CompareDialog({ turn, onClose }: CompareDialogProps) {
  const [scope, setScope] = useState<Scope>(turn === null ? 'conversation' : 'turn');
  return (
    <Dialog open onClose={onClose} title={words.title} size="lg" closeLabel={text.compare.close}>
      {turn !== null && (
        <SegmentedControl
          label={words.scope}
          value={scope}
          options={[
            { value: 'turn', label: words.turn },
            { value: 'conversation', label: words.conversation },
          ]}
          onChange={setScope}
        />
      )}
      {scope === 'turn' && turn !== null ? <TurnTable turn={turn} /> : <ConversationTable />}
    </Dialog>
  );
}

function TurnTable({ turn }: { readonly turn: Turn }) {
  const replies = useConversation(useShallow((state) => repliesTo(state, turn).map(({ reply }) => reply)));
  return <AnswerTable scope="turn" rows={turnRows(replies)} note={words.note.turn} />;
}

/** Reads the figures once; a reply that ends meanwhile is in them when the dialog is opened again. */
function useFigures(): Reading {
  const { store } = useChat();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  useEffect(() => {
    let gone = false;
    store.client.request('compare.figures', { conversationId: store.id }).then(
      (figures) => {
        if (!gone) setReading({ kind: 'read', figures });
      },
      (caught: unknown) => {
        if (!gone) setReading({ kind: 'failed', error: errorInfoOf(caught) });
      },
    );
    return () => {
      gone = true;
    };
  }, [store]);
  return reading;
}

function ConversationTable() {
  const reading = useFigures();
  switch (reading.kind) {
    case 'reading':
      return <Skeleton label={words.loading} lines={[90, 75, 80]} />;
    case 'failed': {
      const { title, next } = describeError(reading.error);
      return (
        <Banner tone="danger" role="alert" title={title}>
          {next}
        </Banner>
      );
    }
    case 'read': {
      const { figures } = reading;
      const note = words.note.conversation(figures.length);
      return (
        <AnswerTable
          scope="conversation"
          rows={modelRows(figures)}
          note={figures.length < mostFigures ? note : `${note} ${words.cut}`}
        />
      );
    }
  }
}

interface AnswerTableProps {
  readonly scope: Scope;
  readonly rows: readonly AnswerRow[];
  readonly note: string;
}

function AnswerTable({ scope, rows, note }: AnswerTableProps) {
  const columns = answerColumns[scope];
  const [sorted, sorting, sort] = useSorting(columns, rows);
  if (rows.length === 0) return <EmptyState title={words.none} />;
  return (
    <>
      <DataTable
        caption={words.caption[scope]}
        columns={columns}
        rows={sorted}
        rowKey={({ key }) => key}
        unknown={text.compare.unknown}
        sorting={sorting}
        onSort={sort}
      />
      <p className="ui-field-hint">{note}</p>
      <div className="compare-tools">
        <CopyAs label={words.copyMarkdown} content={() => asMarkdown(columns, sorted)} />
        <CopyAs label={words.copyTsv} content={() => asTsv(columns, sorted)} />
      </div>
    </>
  );
}

function CopyAs({ label, content }: { readonly label: string; readonly content: () => string }) {
  const { copy } = useRenderActions();
  const [copied, confirm] = useConfirmation();
  return (
    <Button
      size="sm"
      icon={copied ? <Check /> : <Copy />}
      onClick={() => {
        void copy(content()).then(confirm);
      }}
    >
      {copied ? words.copied : label}
    </Button>
  );
}
