import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { joinPrompt, longestField, longPaste, splitPrompt } from './promptText.ts';
import type { PromptText } from './promptText.ts';

/** Where the composer's text is kept while nobody sends it. */
export interface DraftKeeper {
  /** What stood in the composer when it was last seen. */
  read(): string;
  save(draft: string): void;
}

/** How long the keyboard rests before a long draft is handed on, in milliseconds. A short one is handed on at once. */
const longDraftDelay = 1000;

/**
 * What stands in the composer. The typed part lives in the field and nowhere else, so that typing renders nothing; long
 * pastes live here. Every change is told to `onChange` and reaches the draft: at once, or for a long text when the keyboard rests or the field is left.
 */
export function usePrompt(
  draft: DraftKeeper,
  field: RefObject<HTMLTextAreaElement | null>,
  onChange: () => void,
) {
  const [initial] = useState(() => splitPrompt(draft.read()));
  const [pastes, showPastes] = useState(initial.pastes);
  const latest = useRef(initial.pastes);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const read = () => joinPrompt({ pastes: latest.current, typed: field.current?.value ?? '' });
  const save = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (field.current !== null) draft.save(read());
  };
  const flush = () => {
    if (timer.current !== null) save();
  };
  const flushAtTheEnd = useEffectEvent(flush);
  // Before the field is gone, hence in the layout phase.
  useLayoutEffect(
    () => () => {
      flushAtTheEnd();
    },
    [],
  );

  const saveSoon = () => {
    onChange();
    if (timer.current !== null) clearTimeout(timer.current);
    if (latest.current.length > 0) timer.current = setTimeout(save, longDraftDelay);
    else save();
  };
  const setPastes = (next: readonly string[]) => {
    latest.current = next;
    showPastes(next);
    saveSoon();
  };
  const keepAside = useEffectEvent((text: string) => {
    setPastes([...latest.current, text]);
  });
  useEffect(() => {
    const element = field.current;
    if (element === null) return undefined;
    // Pasted, dropped or put in by a tool: before it is in the field, because the field would measure all of it first.
    const onBeforeInput = (event: InputEvent) => {
      if (event.data === null || event.data.length < longPaste || !event.cancelable) return;
      event.preventDefault();
      keepAside(event.data);
    };
    element.addEventListener('beforeinput', onBeforeInput);
    return () => {
      element.removeEventListener('beforeinput', onBeforeInput);
    };
  }, [field]);

  const take = (): PromptText => {
    const parts = { pastes: latest.current, typed: field.current?.value ?? '' };
    if (field.current !== null) field.current.value = '';
    setPastes([]);
    return parts;
  };
  const giveBack = ({ pastes: taken, typed }: PromptText) => {
    const parts = splitPrompt(joinPrompt({ pastes: [typed], typed: field.current?.value ?? '' }));
    if (field.current !== null) field.current.value = parts.typed;
    setPastes([...taken, ...latest.current, ...parts.pastes]);
  };

  return {
    initialTyped: initial.typed,
    pastes,
    /** All of it as the one text that would be sent. */
    read,
    /** Empties the composer and hands over what stood in it. */
    take,
    /** Puts back what was taken, before whatever was written meanwhile. */
    giveBack,
    /** Hands on what waits to be handed on. */
    flush,
    removePaste: (index: number) => {
      setPastes(latest.current.toSpliced(index, 1));
    },
    /** To be called after every change of the field. */
    noteTyped: () => {
      const element = field.current;
      if (element !== null && element.textLength > longestField) {
        const text = element.value;
        element.value = '';
        setPastes([...latest.current, text]);
      } else saveSoon();
    },
  };
}
