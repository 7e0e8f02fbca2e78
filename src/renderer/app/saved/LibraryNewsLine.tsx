import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { describeError } from '../text/en/errors.ts';
import type { LibraryNews } from './useLibrary.ts';
import './saved.css';

interface LibraryNewsLineProps {
  readonly news: LibraryNews;
  readonly undoLabel: string;
  readonly onUndo: () => void;
}

/** How the last deed of a library went, with the way back where there is one. Always there, so that it is read out. */
export function LibraryNewsLine({ news, undoLabel, onUndo }: LibraryNewsLineProps) {
  return (
    <div role="status" className="saved-news">
      {(news.kind === 'said' || news.kind === 'deleted') && <span>{news.sentence}</span>}
      {news.kind === 'deleted' && (
        <Button size="sm" onClick={onUndo}>
          {undoLabel}
        </Button>
      )}
    </div>
  );
}

/** Why the last deed was refused. */
export function LibraryFailure({ news }: { readonly news: LibraryNews }) {
  if (news.kind !== 'failed') return null;
  const { title, next } = describeError(news.error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}
