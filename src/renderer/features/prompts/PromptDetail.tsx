import { Copy, Download, Pencil, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import type { SavedPrompt } from '../../../shared/saved.ts';
import { text } from '../../app/text/text.ts';
import { useChatInSight } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { variablesLine } from './PromptForm.tsx';
import { useFocusOnMount } from './useFocusOnMount.ts';

/** What can be done with a prompt. */
export interface PromptDeeds {
  readonly use: (prompt: SavedPrompt) => void;
  readonly edit: (prompt: SavedPrompt) => void;
  readonly duplicate: (prompt: SavedPrompt) => void;
  readonly exportOne: (prompt: SavedPrompt) => void;
  readonly remove: (prompt: SavedPrompt) => void;
}

interface PromptDetailProps {
  readonly prompt: SavedPrompt;
  readonly deeds: PromptDeeds;
}

const words = text.prompts;

/** One prompt of the library, to be read and used. */
export function PromptDetail({ prompt, deeds }: PromptDetailProps) {
  const titleId = useId();
  const useRefButton = useRef<HTMLButtonElement>(null);
  const hasChat = useChatInSight((state) => state.chat !== null);
  useFocusOnMount(useRefButton);
  const { kind, name, folder } = prompt;
  return (
    <section className="prompts-detail" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId} className="prompts-title" dir="auto">
          {name}
        </h3>
        <p className="prompts-facts">
          {words.kinds[kind]}
          {folder !== '' && (
            <>
              {' · '}
              <bdi>{folder}</bdi>
            </>
          )}
        </p>
      </header>
      <div className="prompts-actions">
        <Button
          ref={useRefButton}
          variant="primary"
          aria-disabled={!hasChat || undefined}
          onClick={() => {
            if (hasChat) deeds.use(prompt);
          }}
        >
          {kind === 'system' ? words.useAsSystem : words.insert}
        </Button>
        <Button
          icon={<Pencil />}
          onClick={() => {
            deeds.edit(prompt);
          }}
        >
          {words.edit}
        </Button>
        <Button
          icon={<Copy />}
          onClick={() => {
            deeds.duplicate(prompt);
          }}
        >
          {words.duplicate}
        </Button>
        <Button
          icon={<Download />}
          onClick={() => {
            deeds.exportOne(prompt);
          }}
        >
          {words.export}
        </Button>
        <Button
          icon={<Trash2 />}
          onClick={() => {
            deeds.remove(prompt);
          }}
        >
          {words.delete}
        </Button>
      </div>
      {!hasChat && <p className="ui-field-hint">{words.noChat}</p>}
      <pre className="prompts-text" tabIndex={0} aria-label={words.form.text} dir="auto">
        {prompt.text}
      </pre>
      <p className="ui-field-hint">{variablesLine(prompt)}</p>
    </section>
  );
}
