/** What a person's own votes say of models, with how sure that is; nothing of it leaves this machine unless it is exported. */
import { FileDown, Vote as VoteIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors.ts';
import { fewVotes, leftOut, pairs, scoreboard, tagsOf, votesWithTag } from '../../../shared/scoreboard.ts';
import type { Vote } from '../../../shared/vote.ts';
import { errorInfoOf } from '../../app/client.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useVotes, useWorkspace } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { DataTable, useSorting } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { pairColumns, scoreColumns } from './scoreColumns.tsx';
import { VoteTable } from './VoteTable.tsx';
import './scoreboard.css';

const words = text.compare.scoreboard;

type View = 'models' | 'pairs' | 'votes';

/** Values of the list of tags that are no tags: what a person types never begins with a space. */
const everyTag = ' all';
const withoutTag = ' none';

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** The tag that a choice stands for, null for all votes: also where the last vote with it is gone. */
function tagFor(chosen: string, votes: readonly Vote[]): string | null {
  if (chosen === withoutTag) return '';
  return tagsOf(votes).includes(chosen) ? chosen : null;
}

export function ScoreboardDialog({ onClose }: { readonly onClose: () => void }) {
  const { votes: store } = useWorkspace();
  const phase = useVotes((state) => state.phase);
  const votes = useVotes((state) => state.votes);
  const error = useVotes((state) => state.error);
  const [chosen, setChosen] = useState(everyTag);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  useEffect(() => {
    // Another window may have voted meanwhile.
    void store.getState().load();
  }, [store]);
  const tag = tagFor(chosen, votes);
  const report = (caught: unknown) => {
    setOutcome({ kind: 'failed', error: errorInfoOf(caught) });
  };
  const save = async () => {
    try {
      const fileName = await store.getState().exportScores(tag);
      setOutcome(fileName === null ? { kind: 'none' } : { kind: 'saved', fileName });
    } catch (caught) {
      report(caught);
    }
  };
  const failure = outcome.kind === 'failed' ? outcome.error : error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.description}
      size="lg"
      closeLabel={text.compare.close}
      footer={
        votes.length > 0 && (
          <>
            {outcome.kind === 'saved' && (
              <p role="status" className="score-saved">
                {words.saved(outcome.fileName)}
              </p>
            )}
            <Button icon={<FileDown />} onClick={() => void save()}>
              {words.export}
            </Button>
          </>
        )
      }
    >
      {failure !== null && <Failure error={failure} />}
      {votes.length > 0 ? (
        <Scores
          votes={votes}
          tag={tag}
          chosenTag={tag === null ? everyTag : chosen}
          onTag={setChosen}
          onFailure={report}
        />
      ) : phase === 'ready' ? (
        <EmptyState icon={<VoteIcon />} title={words.empty} text={words.emptyText} />
      ) : (
        phase !== 'failed' && <Skeleton label={words.loading} lines={[60, 90, 80]} />
      )}
    </Dialog>
  );
}

function Failure({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}

interface ScoresProps {
  readonly votes: readonly Vote[];
  /** Null: all votes. */
  readonly tag: string | null;
  readonly chosenTag: string;
  readonly onTag: (value: string) => void;
  readonly onFailure: (caught: unknown) => void;
}

function Scores({ votes, tag, chosenTag, onTag, onFailure }: ScoresProps) {
  const [view, setView] = useState<View>('models');
  const counted = votesWithTag(votes, tag);
  const left = leftOut(counted);
  const scores = scoreboard(counted);
  return (
    <>
      <div className="score-options">
        <SegmentedControl
          label={words.view}
          value={view}
          options={[
            { value: 'models', label: words.views.models },
            { value: 'pairs', label: words.views.pairs },
            { value: 'votes', label: words.views.votes },
          ]}
          onChange={setView}
        />
        <Select
          label={words.tag}
          value={chosenTag}
          options={[
            { value: everyTag, label: words.allTags },
            { value: withoutTag, label: words.noTag },
            ...tagsOf(votes).map((value) => ({ value, label: value })),
          ]}
          onChange={onTag}
        />
      </div>
      <p role="status">
        {words.total(counted.length - left)} {left > 0 && words.leftOut(left)}
      </p>
      {view === 'models' && (
        <>
          <Sorted caption={words.captions.models} columns={scoreColumns} rows={scores} />
          <p className="ui-field-hint">
            {words.method} {scores.some((row) => row.votes < fewVotes) && words.few(fewVotes)}
          </p>
        </>
      )}
      {view === 'pairs' && (
        <Sorted caption={words.captions.pairs} columns={pairColumns} rows={pairs(counted)} />
      )}
      {view === 'votes' && <VoteTable votes={counted} onFailure={onFailure} />}
    </>
  );
}

interface SortedProps<Row> {
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
}

function Sorted<Row extends { readonly key: string }>({ caption, columns, rows }: SortedProps<Row>) {
  const [sorted, sorting, sort] = useSorting(columns, rows);
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={sorted}
      rowKey={({ key }) => key}
      unknown={text.compare.unknown}
      sorting={sorting}
      onSort={sort}
    />
  );
}
