/** The difference of two answers to one prompt, by word or by line, in one text or side by side. */
import { ArrowLeftRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MessageId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useConversation } from '../ChatContext.ts';
import { useSourceNames } from './useSourceNames.ts';
import type { Comparison, DiffUnit } from './compareTexts.ts';
import { compareTexts } from './compareTexts.ts';
import { DiffView } from './DiffView.tsx';
import type { Turn } from './turnReplies.ts';
import { repliesTo } from './turnReplies.ts';
import './compare.css';

type Layout = 'inline' | 'side-by-side';
type Outcome = Comparison | { readonly kind: 'working' | 'failed' };

const words = text.compare.diff;

interface DiffDialogProps {
  readonly turn: Turn | null;
  readonly onClose: () => void;
}

export function DiffDialog({ turn, onClose }: DiffDialogProps) {
  const replies = useConversation(useShallow((state) => repliesTo(state, turn).map(({ reply }) => reply)));
  const names = useSourceNames(turn);
  const [chosen, setChosen] = useState<readonly [MessageId | undefined, MessageId | undefined]>([
    turn?.places[0]?.id,
    turn?.places[1]?.id,
  ]);
  const [unit, setUnit] = useState<DiffUnit>('word');
  const [layout, setLayout] = useState<Layout>('inline');
  const [from, to] = chosen.map((id) => replies.find((reply) => reply.id === id));
  const options = replies.map(({ id }) => ({ value: id as string, label: names.get(id) ?? '' }));
  const idOf = (value: string) => replies.find(({ id }) => id === value)?.id;
  return (
    <Dialog open onClose={onClose} title={words.title} size="lg" closeLabel={text.compare.close}>
      {from === undefined || to === undefined ? (
        <EmptyState title={words.tooFew} />
      ) : (
        <>
          <div className="diff-options">
            <Select
              label={words.from}
              value={from.id as string}
              options={options}
              onChange={(value) => {
                setChosen([idOf(value), to.id]);
              }}
            />
            <IconButton
              label={words.swap}
              icon={<ArrowLeftRight aria-hidden="true" />}
              onClick={() => {
                setChosen([to.id, from.id]);
              }}
            />
            <Select
              label={words.to}
              value={to.id as string}
              options={options}
              onChange={(value) => {
                setChosen([from.id, idOf(value)]);
              }}
            />
            <SegmentedControl
              label={words.unit}
              value={unit}
              options={[
                { value: 'word', label: words.word },
                { value: 'line', label: words.line },
              ]}
              onChange={setUnit}
            />
            <SegmentedControl
              label={words.view}
              value={layout}
              options={[
                { value: 'inline', label: words.inline },
                { value: 'side-by-side', label: words.sideBySide },
              ]}
              onChange={setLayout}
            />
          </div>
          <Difference
            before={plainText(from.parts)}
            after={plainText(to.parts)}
            names={[names.get(from.id) ?? '', names.get(to.id) ?? '']}
            unit={unit}
            layout={layout}
          />
        </>
      )}
    </Dialog>
  );
}

interface DifferenceProps {
  readonly before: string;
  readonly after: string;
  readonly names: readonly [before: string, after: string];
  readonly unit: DiffUnit;
  readonly layout: Layout;
}

/** Compares anew whenever a text or the unit changes; an answer that was overtaken is dropped. */
function useComparison(before: string, after: string, unit: DiffUnit): Outcome {
  const asked = useMemo(() => ({ before, after, unit }), [before, after, unit]);
  const [found, setFound] = useState<{ readonly asked: object; readonly outcome: Outcome } | null>(null);
  useEffect(() => {
    let gone = false;
    compareTexts(asked.before, asked.after, asked.unit).then(
      (outcome) => {
        if (!gone) setFound({ asked, outcome });
      },
      () => {
        if (!gone) setFound({ asked, outcome: { kind: 'failed' } });
      },
    );
    return () => {
      gone = true;
    };
  }, [asked]);
  return found?.asked === asked ? found.outcome : { kind: 'working' };
}

function Difference({ before, after, names, unit, layout }: DifferenceProps) {
  const outcome = useComparison(before, after, unit);
  switch (outcome.kind) {
    case 'working':
      return <Skeleton label={words.working} lines={[90, 75, 80]} />;
    case 'failed':
      return <Banner tone="danger">{words.failed}</Banner>;
    case 'too-different':
      return <Banner tone="info">{words.tooDifferent}</Banner>;
    case 'compared': {
      const count = (wanted: 'added' | 'removed') =>
        outcome.unit === 'word'
          ? outcome.pieces.filter(({ kind }) => kind === wanted).length
          : outcome.pieces
              .filter(({ kind }) => kind === wanted)
              .reduce((lines, piece) => lines + piece.text.trimEnd().split('\n').length, 0);
      const [added, removed] = [count('added'), count('removed')];
      if (added + removed === 0) return <p role="status">{words.same}</p>;
      return (
        <>
          {outcome.fellBack && <Banner tone="info">{words.fellBack}</Banner>}
          <p className="diff-summary" role="status">
            {words.counts(added, removed, outcome.unit)} <span className="diff-legend">{words.legend}</span>
          </p>
          <DiffView pieces={outcome.pieces} layout={layout} names={names} />
        </>
      );
    }
  }
}
