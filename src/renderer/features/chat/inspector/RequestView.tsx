import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Inspection, WireRequest } from '../../../../shared/inspection.ts';
import { revealInvisible } from '../../../../shared/invisibleText.ts';
import type { JsonValue } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { CopyTextButton } from './CopyTextButton.tsx';
import { JsonTree } from './JsonTree.tsx';
import type { SpanName } from './waterfall.ts';
import { placeOf, spansOf } from './waterfall.ts';

interface RequestViewProps {
  readonly inspection: Inspection;
  readonly index: number;
  readonly request: WireRequest;
}

/** One request on the wire: its line, its times, what was sent and what the head of the answer said. */
export function RequestView({ inspection, index, request }: RequestViewProps) {
  const words = text.chat.inspector;
  const { method, url, headers, body, response, failure } = request;
  return (
    <div className="request">
      <p className="request-line">
        <code>
          {method} {revealInvisible(url)}
        </code>
        <span data-tone={response !== null && response.status < 400 ? 'good' : 'bad'}>
          {response === null ? words.noAnswer : response.status}
        </span>
      </p>
      {failure !== null && <p className="request-failure">{words.failed(failure)}</p>}
      <Section title={words.sections.timing}>
        <Waterfall inspection={inspection} index={index} />
      </Section>
      <Section
        title={words.sections.body}
        action={body === null ? null : <CopyTextButton label={words.copyBody} copied={() => body} />}
      >
        {body === null ? <p className="request-none">{words.noBody}</p> : <Body body={body} />}
      </Section>
      <Section
        title={words.sections.request}
        action={<CopyTextButton label={words.copyHeaders} copied={() => headerLines(headers)} />}
      >
        <HeaderTable headers={headers} />
      </Section>
      {response !== null && (
        <Section
          title={words.sections.response}
          action={<CopyTextButton label={words.copyHeaders} copied={() => headerLines(response.headers)} />}
        >
          <HeaderTable headers={response.headers} />
        </Section>
      )}
    </div>
  );
}

const headerLines = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

interface SectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <section className="request-section" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}

function spanName(name: SpanName): string {
  const words = text.chat.inspector;
  switch (name) {
    case 'waiting':
      return words.waiting;
    case 'first-token':
      return words.firstToken;
    case 'streaming':
      return words.streaming;
    default:
      return words.hops[name];
  }
}

function Waterfall({ inspection, index }: Pick<RequestViewProps, 'inspection' | 'index'>) {
  const spans = spansOf(inspection, index);
  const words = text.chat.inspector;
  if (spans.length === 0) return <p className="request-none">{words.noAnswer}</p>;
  return (
    <ol className="waterfall">
      {spans.map((span) => {
        const { start, length } = placeOf(span, spans);
        return (
          <li key={span.name} aria-label={words.span(spanName(span.name), span.from, span.to)}>
            <span className="waterfall-name">{spanName(span.name)}</span>
            <span className="waterfall-line" aria-hidden="true">
              <span
                data-span={span.name}
                style={{ insetInlineStart: `${String(start * 100)}%`, width: `${String(length * 100)}%` }}
              />
            </span>
            <span className="waterfall-time">{words.ms(span.to - span.from)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Body({ body }: { readonly body: string }) {
  const value = useMemo((): JsonValue | undefined => {
    try {
      return JSON.parse(body) as JsonValue;
    } catch {
      // Not every wire speaks JSON; then the text is shown as it is.
      return undefined;
    }
  }, [body]);
  if (value === undefined) return <pre className="request-text">{revealInvisible(body)}</pre>;
  return (
    <div className="json-tree" role="group" aria-label={text.chat.inspector.bodyTree}>
      <JsonTree value={value} />
    </div>
  );
}

function HeaderTable({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  const rows = Object.entries(headers);
  if (rows.length === 0) return <p className="request-none">{text.chat.inspector.noHeaders}</p>;
  return (
    <dl className="request-headers">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{revealInvisible(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
