/**
 * Snippets in the composer: `/` offers them, and others in the window may ask for one to be inserted. This part is there from the
 * first paint and only watches; the list and the form for variables are loaded when they are needed. Nothing here keeps the
 * text: it stays in the field.
 */
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import type { RefObject } from 'react';
import { renderTemplate, variablesOf } from '../../../../../shared/template.ts';
import type { ChatInSight } from '../../../../app/stores/chatInSightStore.ts';
import { useWorkspace } from '../../../../app/WorkspaceContext.ts';
import { useOfferChat } from '../../useOfferChat.ts';
import { replaceText } from './replaceText.ts';
import type { TextRange } from './replaceText.ts';
import { slashQueryAt } from './slashQuery.ts';
import type { SlashQuery } from './slashQuery.ts';

const SlashList = lazy(async () => ({ default: (await import('./SlashList.tsx')).SlashList }));
const SnippetForm = lazy(async () => ({ default: (await import('./SnippetForm.tsx')).SnippetForm }));

/** A saved text with the name that it is known by. */
export type Snippet = Parameters<ChatInSight['insertSnippet']>[0];

type Field = RefObject<HTMLTextAreaElement | null>;

/** What is asked for at the caret. `dismiss` closes the list and leaves the `/` alone. */
function useSlashQuery(fieldRef: Field) {
  const [asked, setAsked] = useState<SlashQuery | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const look = useEffectEvent(() => {
    const field = fieldRef.current;
    const isCaret =
      field !== null && field === document.activeElement && field.selectionStart === field.selectionEnd;
    const next = isCaret ? slashQueryAt(field.value, field.selectionStart) : null;
    setAsked((known) =>
      known?.start === next?.start && known?.end === next?.end && known?.query === next?.query ? known : next,
    );
    if (next === null) setDismissed(null);
  });
  useEffect(() => {
    const field = fieldRef.current;
    if (field === null) return undefined;
    const onInput = (event: Event) => {
      // While a word is being composed nothing of it is final.
      if (!(event instanceof InputEvent && event.isComposing)) look();
    };
    field.addEventListener('input', onInput);
    field.addEventListener('compositionend', look);
    return () => {
      field.removeEventListener('input', onInput);
      field.removeEventListener('compositionend', look);
    };
  }, [fieldRef]);
  const isOpen = asked !== null && asked.start !== dismissed;
  useEffect(() => {
    if (!isOpen) return undefined;
    // The caret may go elsewhere without a key being typed, and the focus too.
    document.addEventListener('selectionchange', look);
    window.addEventListener('focusin', look);
    return () => {
      document.removeEventListener('selectionchange', look);
      window.removeEventListener('focusin', look);
    };
  }, [isOpen]);
  return {
    open: isOpen ? asked : null,
    dismiss: () => {
      setDismissed(asked?.start ?? null);
    },
    close: () => {
      setAsked(null);
    },
  };
}

interface Filling {
  readonly snippet: Snippet;
  readonly range: TextRange;
}

/** Inserts snippets: at once, or after their variables were filled in. */
function useInsertion(fieldRef: Field) {
  const [filling, setFilling] = useState<Filling | null>(null);
  const [filled, setFilled] = useState<{ readonly range: TextRange; readonly text: string } | null>(null);
  // After the form is gone: it held the focus, and the field takes text like typed text only while it has it.
  useEffect(() => {
    if (filled !== null && fieldRef.current !== null)
      replaceText(fieldRef.current, filled.range, filled.text);
  }, [fieldRef, filled]);
  const insert = (snippet: Snippet, range: TextRange) => {
    if (variablesOf(snippet.text).length > 0) setFilling({ snippet, range });
    else setFilled({ range, text: renderTemplate(snippet.text, new Map()) });
  };
  const finish = (text: string | null) => {
    setFilling(null);
    if (filling !== null && text !== null) setFilled({ range: filling.range, text });
  };
  return { filling, insert, finish };
}

interface SlashProps {
  readonly fieldRef: Field;
  /** All that stands in the composer. */
  readonly readText: () => string;
}

export function Slash({ fieldRef, readText }: SlashProps) {
  const { view } = useWorkspace();
  const { open, dismiss, close } = useSlashQuery(fieldRef);
  const { filling, insert, finish } = useInsertion(fieldRef);
  useOfferChat({
    composerText: readText,
    insertSnippet: (snippet) => {
      const field = fieldRef.current;
      if (field !== null) insert(snippet, { start: field.selectionStart, end: field.selectionEnd });
    },
  });
  return (
    <Suspense fallback={null}>
      {open !== null && fieldRef.current !== null && (
        <SlashList
          field={fieldRef.current}
          query={open.query}
          onDismiss={dismiss}
          onPick={(snippet) => {
            close();
            insert(snippet, open);
          }}
          onManage={() => {
            close();
            replaceText(fieldRef.current, open, '');
            view.setState({ dialog: { kind: 'prompts' } });
          }}
        />
      )}
      {filling !== null && <SnippetForm snippet={filling.snippet} onDone={finish} />}
    </Suspense>
  );
}
