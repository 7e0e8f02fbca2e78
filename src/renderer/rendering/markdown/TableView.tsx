import type { Tokens } from 'marked';
import { memo, useState } from 'react';
import { text } from '../../app/text/text.ts';
import { limits } from '../limits.ts';
import { useRenderActions } from '../RenderActions.ts';
import { Inline, wordsOf } from './Inline.tsx';

type Row = readonly Tokens.TableCell[];

function rowSource(row: Row): string {
  return row.map((cell) => cell.text).join('|');
}

/** A row is drawn again only when its own cells changed: the last row of a growing table, not the two hundred above it. */
const TableRow = memo(
  function TableRow({ row }: { readonly row: Row }) {
    return (
      <tr>
        {row.map((cell, index) => (
          <td key={index} data-align={cell.align ?? undefined} dir="auto">
            <Inline tokens={cell.tokens} depth={1} />
          </td>
        ))}
      </tr>
    );
  },
  (before, after) => before.row === after.row || rowSource(before.row) === rowSource(after.row),
);

/** The table as tab-separated lines, which spreadsheets take on paste. */
export function tableAsTsv(token: Tokens.Table): string {
  return [token.header, ...token.rows]
    .map((row) => row.map((cell) => wordsOf(cell.tokens).replaceAll(/[\t\n]/g, ' ')).join('\t'))
    .join('\n');
}

/** A table with its own horizontal scroll, to be copied as Markdown or for a spreadsheet. */
export function TableView({ token }: { readonly token: Tokens.Table }) {
  const { copy } = useRenderActions();
  const [copied, setCopied] = useState<'markdown' | 'tsv' | null>(null);
  const visible = token.rows.slice(0, Math.ceil(limits.tableCells / Math.max(1, token.header.length)));
  const copyAs = (kind: 'markdown' | 'tsv') => {
    void copy(kind === 'markdown' ? token.raw : tableAsTsv(token)).then(() => {
      setCopied(kind);
    });
  };
  return (
    <figure className="md-table">
      <div className="md-table-scroll" role="group" aria-label={text.rendering.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {token.header.map((cell, index) => (
                <th key={index} scope="col" data-align={cell.align ?? undefined} dir="auto">
                  <Inline tokens={cell.tokens} depth={1} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visible.map((row, index) => (
              <TableRow key={index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {visible.length < token.rows.length && (
        <p className="md-note">{text.rendering.tableCut(token.rows.length - visible.length)}</p>
      )}
      <figcaption className="md-tools">
        <button type="button" onClick={() => copyAs('markdown')}>
          {copied === 'markdown' ? text.rendering.copied : text.rendering.copyMarkdown}
        </button>
        <button type="button" onClick={() => copyAs('tsv')}>
          {copied === 'tsv' ? text.rendering.copied : text.rendering.copyTsv}
        </button>
      </figcaption>
    </figure>
  );
}
