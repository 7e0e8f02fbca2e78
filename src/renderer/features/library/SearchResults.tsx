import { SearchX } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { SearchHit } from '../../../shared/ipc/routes.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnnounce } from '../../ui/LiveRegion.tsx';
import type { SearchRequests } from './SearchRequests.ts';

const words = text.library.search;
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** Arrow keys walk the hits; up from the first leads back into the search field. */
function walkHits(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-hit]')];
  const index = hits.findIndex((hit) => hit === document.activeElement);
  if (index < 0) return;
  event.preventDefault();
  const next = hits[event.key === 'ArrowDown' ? index + 1 : index - 1];
  if (next !== undefined) next.focus();
  else if (event.key === 'ArrowUp') document.querySelector<HTMLElement>('[data-search-field]')?.focus();
}

function Hit({ hit, onOpen }: { readonly hit: SearchHit; readonly onOpen: () => void }) {
  const role = hit.role === 'user' ? words.you : words.reply;
  return (
    <button type="button" className="search-hit" data-hit onClick={onOpen}>
      <span className="search-hit-title" dir="auto">
        {hit.conversationTitle}
      </span>
      <span className="search-hit-snippet" dir="auto">
        {hit.snippet.map((piece, index) =>
          piece.match ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </span>
      <span className="search-hit-meta">
        {role} · {day.format(hit.createdAt)}
      </span>
    </button>
  );
}

/** The messages that were found, newest first. */
export function SearchResults({ requests }: { readonly requests: SearchRequests }) {
  const workspace = useWorkspace();
  const announce = useAnnounce();
  const { answered, hits, hasMore, error } = useStore(requests.state);

  useEffect(() => {
    // Waits until the typing rests, or a screen reader would hear a number for every letter.
    if (answered === '') return undefined;
    const timer = setTimeout(() => {
      announce(words.found(hits.length, !hasMore));
    }, 600);
    return () => {
      clearTimeout(timer);
    };
  }, [announce, answered, hasMore, hits]);

  if (error !== null) {
    const { title, next } = describeError(error);
    return (
      <div className="search-error">
        <Banner tone="danger" role="alert" title={title}>
          {next}
        </Banner>
      </div>
    );
  }
  if (answered === '') return null;
  if (hits.length === 0) return <EmptyState icon={<SearchX />} title={words.none} text={words.noneText} />;
  return (
    <section aria-label={words.results} onKeyDown={walkHits}>
      <p className="library-heading">{words.found(hits.length, !hasMore)}</p>
      <ul>
        {hits.map((hit) => (
          <li key={hit.messageId}>
            <Hit
              hit={hit}
              onOpen={() => {
                workspace.openConversation(hit.conversationId);
              }}
            />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="ghost" size="sm" className="search-more" onClick={() => void requests.more()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}
