import { Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Vote } from '../../../shared/vote.ts';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { DataTable, useSorting } from '../../ui/DataTable.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

const words = text.compare.scoreboard;
const when = ({ createdAt }: Vote): string => text.chat.details.time(createdAt);

function verdictOf({ verdict, replies }: Vote): string {
  if (verdict.kind !== 'better') return words.verdicts[verdict.kind];
  const best = replies.find(({ messageId }) => messageId === verdict.messageId);
  return words.verdicts.better(best?.model.modelName ?? '', replies.length);
}

const comparedBy = ({ replies }: Vote): string => replies.map(({ model }) => model.modelName).join(', ');

/** The votes one by one, with a button that deletes. */
function voteColumns(onDelete: (vote: Vote) => void): readonly DataColumn<Vote>[] {
  return [
    { key: 'when', title: words.columns.when, sortBy: ({ createdAt }) => createdAt, text: when },
    { key: 'verdict', title: words.columns.verdict, sortBy: verdictOf, text: verdictOf },
    { key: 'compared', title: words.columns.compared, sortBy: comparedBy, text: comparedBy },
    { key: 'tag', title: words.columns.tag, sortBy: ({ tag }) => tag, text: ({ tag }) => tag },
    {
      key: 'actions',
      title: words.columns.actions,
      unsorted: true,
      sortBy: () => null,
      text: () => null,
      render: (vote) => (
        <IconButton
          size="sm"
          label={words.deleteVote(when(vote))}
          icon={<Trash2 aria-hidden="true" />}
          onClick={() => {
            onDelete(vote);
          }}
        />
      ),
    },
  ];
}

interface VoteTableProps {
  readonly votes: readonly Vote[];
  readonly onFailure: (caught: unknown) => void;
}

export function VoteTable({ votes, onFailure }: VoteTableProps) {
  const { votes: store } = useWorkspace();
  const [deleting, setDeleting] = useState<Vote | null>(null);
  const columns = useMemo(() => voteColumns(setDeleting), []);
  const [sorted, sorting, sort] = useSorting(columns, votes.toReversed());
  const remove = (vote: Vote) => {
    setDeleting(null);
    store.getState().remove(vote.id).catch(onFailure);
  };
  return (
    <>
      <DataTable
        caption={words.captions.votes}
        columns={columns}
        rows={sorted}
        rowKey={({ id }) => id}
        unknown={text.compare.unknown}
        sorting={sorting}
        onSort={sort}
      />
      {deleting !== null && (
        <ConfirmDialog
          open
          title={words.deleteTitle}
          body={words.deleteText}
          confirmLabel={words.deleteConfirm}
          cancelLabel={words.cancel}
          onConfirm={() => {
            remove(deleting);
          }}
          onCancel={() => {
            setDeleting(null);
          }}
        />
      )}
    </>
  );
}
