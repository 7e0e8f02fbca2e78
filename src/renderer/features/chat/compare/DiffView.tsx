import { useMemo, useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import type { DiffRow, Piece } from './compareTexts.ts';
import { diffRows, foldedRows } from './compareTexts.ts';

const words = text.compare.diff;

interface DiffViewProps {
  readonly pieces: readonly Piece[];
  readonly layout: 'inline' | 'side-by-side';
  readonly names: readonly [before: string, after: string];
}

/** A comparison as a table: a line a row, changes with their sign, their line and their words for those who listen. */
export function DiffView({ pieces, layout, names }: DiffViewProps) {
  const [unfolded, setUnfolded] = useState(false);
  const rows = useMemo(() => diffRows(pieces), [pieces]);
  const shown = useMemo(() => (unfolded ? rows : foldedRows(rows)), [rows, unfolded]);
  const folds = shown.some(({ kind }) => kind === 'fold');
  const isSplit = layout === 'side-by-side';
  return (
    <>
      <div className="diff-scroll" role="group" aria-label={words.result} tabIndex={0}>
        <table className="diff" data-layout={layout}>
          {isSplit && (
            <thead>
              <tr>
                {names.map((name, index) => (
                  <th key={index} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {shown.map((item) =>
              item.kind === 'fold' ? (
                <tr key={item.key} className="diff-fold">
                  <td colSpan={isSplit ? 2 : 1}>{words.unchanged(item.rows.length)}</td>
                </tr>
              ) : (
                <tr key={item.key}>
                  {isSplit ? (
                    <>
                      <DiffCell row={item} without="added" />
                      <DiffCell row={item} without="removed" />
                    </>
                  ) : (
                    <DiffCell row={item} without={null} />
                  )}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {folds && (
        <div className="compare-tools">
          <Button
            size="sm"
            onClick={() => {
              setUnfolded(true);
            }}
          >
            {words.showAll}
          </Button>
        </div>
      )}
    </>
  );
}

interface DiffCellProps {
  readonly row: DiffRow;
  readonly without: Piece['kind'] | null;
}

function DiffCell({ row, without }: DiffCellProps) {
  return (
    <td dir="auto">
      {row.pieces
        .filter(({ kind }) => kind !== without)
        .map((piece, index) => (
          <DiffPiece key={index} piece={piece} />
        ))}
    </td>
  );
}

function DiffPiece({ piece: { kind, text: body } }: { readonly piece: Piece }) {
  if (kind === 'kept') return body;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return (
    <Tag>
      <span className="diff-sign" aria-hidden="true">
        {kind === 'added' ? '+' : '−'}
      </span>
      <VisuallyHidden>{words[kind]}</VisuallyHidden>
      {body}
      <VisuallyHidden>{words.endOf}</VisuallyHidden>
    </Tag>
  );
}
