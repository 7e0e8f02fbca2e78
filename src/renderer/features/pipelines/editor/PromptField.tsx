/**
 * The template of a step's prompt. What is wrong is marked where it stands: a copy of the text lies behind the field, letter for
 * letter, and carries the marks; under the field every problem says what it is and leads to its place.
 */
import { CircleAlert, Plus } from 'lucide-react';
import { useId, useRef } from 'react';
import type { RefObject } from 'react';
import { stepValueName } from '../../../../shared/template.ts';
import type { TemplateProblem, TemplateScope } from '../../../../shared/template.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { FieldFrame } from '../../../ui/FieldFrame.tsx';
import { Menu } from '../../../ui/Menu.tsx';

const words = text.pipelines.editor;

interface PromptFieldProps {
  readonly value: string;
  readonly scope: TemplateScope;
  readonly problems: readonly TemplateProblem[];
  readonly onChange: (value: string) => void;
}

/** What can be inserted, with what it stands for. */
function insertable({ isSplit, hasPrevious, stepsBefore, variables }: TemplateScope) {
  const place = words.insertPlace;
  return [
    { name: 'input', label: place.input },
    ...(hasPrevious ? [{ name: 'previous', label: place.previous }] : []),
    ...(isSplit ? [{ name: 'part', label: place.part }] : []),
    { name: 'conversation', label: place.conversation },
    ...stepsBefore.map((name) => ({ name: stepValueName(name), label: place.step(name) })),
    ...variables.filter((name) => name !== '').map((name) => ({ name, label: place.variable(name) })),
  ];
}

/** The text behind the field: the same letters, with the problems marked. */
function Mirror({ value, problems }: Pick<PromptFieldProps, 'value' | 'problems'>) {
  let read = 0;
  const marked = problems.map(({ start, end }) => {
    const before = value.slice(read, start);
    read = end;
    return (
      <span key={start}>
        {before}
        <mark>{value.slice(start, end)}</mark>
      </span>
    );
  });
  // A line break at the very end would have no line of its own.
  return (
    <>
      {marked}
      {`${value.slice(read)}\n`}
    </>
  );
}

function insertAt(field: HTMLTextAreaElement, inserted: string): string {
  field.focus();
  field.setRangeText(inserted, field.selectionStart, field.selectionEnd, 'end');
  return field.value;
}

export function PromptField({ value, scope, problems, onChange }: PromptFieldProps) {
  const id = useId();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const mirrorRef = useRef<HTMLDivElement>(null);
  return (
    <div className="pipeline-prompt">
      <FieldFrame id={id} label={words.prompt} hint={words.promptHint}>
        <div className="pipeline-prompt-box">
          <div ref={mirrorRef} className="ui-input pipeline-prompt-mirror" aria-hidden="true">
            <Mirror value={value} problems={problems} />
          </div>
          <textarea
            ref={fieldRef}
            id={id}
            className="ui-input pipeline-prompt-field"
            dir="auto"
            value={value}
            maxLength={200_000}
            aria-invalid={problems.length > 0 || undefined}
            aria-describedby={`${id}-problems ${id}-hint`}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
            onScroll={(event) => {
              if (mirrorRef.current !== null) mirrorRef.current.scrollTop = event.currentTarget.scrollTop;
            }}
          />
        </div>
      </FieldFrame>
      <ul id={`${id}-problems`} className="pipeline-prompt-problems">
        {problems.map((problem) => (
          <PlacedProblem key={problem.start} problem={problem} fieldRef={fieldRef} />
        ))}
      </ul>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" icon={<Plus />}>
            {words.insert}
          </Button>
        }
        entries={insertable(scope).map(({ name, label }) => ({
          kind: 'item',
          label,
          onSelect: () => {
            if (fieldRef.current !== null) onChange(insertAt(fieldRef.current, `{{${name}}}`));
          },
        }))}
      />
    </div>
  );
}

interface PlacedProblemProps {
  readonly problem: TemplateProblem;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
}

function PlacedProblem({ problem, fieldRef }: PlacedProblemProps) {
  return (
    <li className="ui-field-error">
      <CircleAlert aria-hidden="true" />
      <span>{words.templateProblem(problem)}</span>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          fieldRef.current?.focus();
          fieldRef.current?.setSelectionRange(problem.start, problem.end);
        }}
      >
        {words.goToProblem}
      </Button>
    </li>
  );
}
