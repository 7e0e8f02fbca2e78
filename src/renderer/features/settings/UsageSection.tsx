/** What replies have used and cost: today, this month, by day and by connection. What has no price is said, never counted as 0. */
import { ChartNoAxesColumn } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { RouteOutput } from '../../../shared/ipc/routes.ts';
import type { Total } from '../../../shared/money.ts';
import { errorInfoOf } from '../../app/client.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useClient } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

type Summary = RouteOutput<'costs.summary'>;
type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly summary: Summary }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

const words = text.settings.usage;

function useSummary() {
  const client = useClient();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const read = useCallback(async (): Promise<Reading> => {
    try {
      return { kind: 'read', summary: await client.request('costs.summary', {}) };
    } catch (caught) {
      return { kind: 'failed', error: errorInfoOf(caught) };
    }
  }, [client]);
  useEffect(() => {
    let gone = false;
    void read().then((found) => {
      if (!gone) setReading(found);
    });
    return () => {
      gone = true;
    };
  }, [read]);
  const again = async () => {
    setReading({ kind: 'reading' });
    setReading(await read());
  };
  return { reading, again };
}

export function UsageSection() {
  const { reading, again } = useSummary();
  switch (reading.kind) {
    case 'reading':
      return <Skeleton label={words.loading} lines={[40, 60, 90, 80]} />;
    case 'failed': {
      const { title, next } = describeError(reading.error);
      return (
        <Banner
          tone="danger"
          role="alert"
          title={title}
          actions={
            <Button size="sm" onClick={() => void again()}>
              {words.again}
            </Button>
          }
        >
          {next}
        </Banner>
      );
    }
    case 'read':
      return <UsageSummary summary={reading.summary} />;
  }
}

function UsageSummary({ summary }: { readonly summary: Summary }) {
  const { today, month, days, connections } = summary;
  if (month.replies === 0 && days.every(({ total }) => total.replies === 0)) {
    return <EmptyState icon={<ChartNoAxesColumn />} title={words.empty} text={words.emptyText} />;
  }
  return (
    <>
      <dl className="usage-totals">
        <UsageTotal title={words.today} total={today} />
        <UsageTotal title={words.month} total={month} />
      </dl>
      <UsageBars
        title={words.days}
        bars={days
          .toSorted((a, b) => b.day.localeCompare(a.day))
          .map(({ day, total }) => ({ key: day, name: words.day(day), total }))}
      />
      <UsageBars
        title={words.connections}
        bars={connections.map(({ connectionId, name, total }) => ({ key: connectionId, name, total }))}
      />
      <p className="ui-field-hint">{words.estimated}</p>
    </>
  );
}

function UsageTotal({ title, total }: { readonly title: string; readonly total: Total }) {
  return (
    <div className="usage-total">
      <dt>{title}</dt>
      <dd className="usage-sum">{words.sum(total)}</dd>
      <dd>
        {words.replies(total.replies)}
        {total.unknown > 0 && `, ${words.unknown(total.unknown)}`}
      </dd>
      {total.replies > 0 && <dd>{words.tokens(total)}</dd>}
    </div>
  );
}

interface UsageBarsProps {
  readonly title: string;
  readonly bars: readonly { readonly key: string; readonly name: string; readonly total: Total }[];
}

/** A list in words with a bar behind each sum, which only repeats it for the eye. */
function UsageBars({ title, bars }: UsageBarsProps) {
  const used = bars.filter(({ total }) => total.replies > 0);
  if (used.length === 0) return null;
  const most = Math.max(...used.map(({ total }) => total.usd));
  return (
    <section aria-label={title} className="usage-group">
      <h3 className="settings-group-title">{title}</h3>
      <ul className="usage-bars">
        {used.map(({ key, name, total }) => (
          <li key={key} className="usage-bar">
            <span className="usage-name">{name}</span>
            <span className="usage-track" aria-hidden="true">
              <span style={{ width: `${String(most === 0 ? 0 : (total.usd / most) * 100)}%` }} />
            </span>
            <span className="usage-cost">{words.sum(total)}</span>
            <span className="usage-detail">
              {words.replies(total.replies)} · {words.tokens(total)}
              {total.unknown > 0 && ` · ${words.unknown(total.unknown)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
