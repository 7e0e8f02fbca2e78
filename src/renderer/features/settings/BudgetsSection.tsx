/** What may be spent: a limit that warns and one that stops, for each conversation, for the month and for single connections. */
import { useId, useState } from 'react';
import type { Budget, Budgets } from '../../../shared/money.ts';
import { text } from '../../app/text/text.ts';
import { useConnections, useSettings } from '../../app/WorkspaceContext.ts';
import { TextField } from '../../ui/TextField.tsx';
import { readAmount, writeAmount } from './amount.ts';

const words = text.settings.budgets;

/** A budget without the limits that are not set; nothing at all when none is. */
function budgetOf(soft: number | undefined, hard: number | undefined): Budget | undefined {
  if (soft === undefined && hard === undefined) return undefined;
  return { ...(soft === undefined ? {} : { soft }), ...(hard === undefined ? {} : { hard }) };
}

/** The budgets with one of them replaced or taken away. */
function withBudget<K extends string>(
  budgets: Readonly<Partial<Record<K, Budget>>>,
  key: K,
  budget: Budget | undefined,
): Partial<Record<K, Budget>> {
  const next: Partial<Record<K, Budget>> = { ...budgets };
  delete next[key];
  if (budget !== undefined) next[key] = budget;
  return next;
}

export function BudgetsSection() {
  const budgets = useSettings((state) => state.settings.budgets) ?? {};
  const change = useSettings((state) => state.change);
  const connections = useConnections((state) => state.connections);
  const save = (next: Budgets) => {
    change({ budgets: next });
  };
  const { connections: ofConnections = {}, ...scopes } = budgets;
  const saveScope = (scope: 'conversation' | 'month') => (budget: Budget | undefined) => {
    save({ connections: ofConnections, ...withBudget(scopes, scope, budget) });
  };
  return (
    <>
      <p className="settings-intro">{words.intro}</p>
      <div className="budgets">
        <div className="budgets-head" aria-hidden="true">
          <span>{words.scope}</span>
          <span>{words.soft}</span>
          <span>{words.hard}</span>
        </div>
        {(['conversation', 'month'] as const).map((scope) => (
          <BudgetRow key={scope} scope={words[scope]} budget={scopes[scope]} onChange={saveScope(scope)} />
        ))}
        {connections
          .filter(({ provider }) => provider !== 'demo')
          .map(({ id, name }) => (
            <BudgetRow
              key={id}
              scope={words.connection(name)}
              budget={ofConnections[id]}
              onChange={(budget) => {
                save({ ...scopes, connections: dropEmpty(withBudget<string>(ofConnections, id, budget)) });
              }}
            />
          ))}
      </div>
    </>
  );
}

function dropEmpty(budgets: Readonly<Partial<Record<string, Budget>>>): Record<string, Budget> {
  return Object.fromEntries(
    Object.entries(budgets).filter((entry): entry is [string, Budget] => entry[1] !== undefined),
  );
}

interface BudgetRowProps {
  readonly scope: string;
  readonly budget: Budget | undefined;
  readonly onChange: (budget: Budget | undefined) => void;
}

/** One row. It takes effect when a field is left, once both hold amounts. */
function BudgetRow({ scope, budget, onChange }: BudgetRowProps) {
  const id = useId();
  const [soft, setSoft] = useState(() => writeAmount(budget?.soft));
  const [hard, setHard] = useState(() => writeAmount(budget?.hard));
  const typed = { soft: readAmount(soft), hard: readAmount(hard) };
  const amounts = { soft: usdOf(typed.soft), hard: usdOf(typed.hard) };
  const isWrong = typed.soft.kind === 'wrong' || typed.hard.kind === 'wrong';
  const isUpsideDown =
    amounts.soft !== undefined && amounts.hard !== undefined && amounts.soft >= amounts.hard;
  const commit = () => {
    if (isWrong) return;
    setSoft(writeAmount(amounts.soft));
    setHard(writeAmount(amounts.hard));
    onChange(budgetOf(amounts.soft, amounts.hard));
  };
  const field = (value: string, set: (next: string) => void, label: string, wrong: boolean) => (
    <div className="budget-amount">
      <span aria-hidden="true">{words.currency}</span>
      <TextField
        labelHidden
        label={label}
        inputMode="decimal"
        placeholder={words.none}
        value={value}
        maxLength={16}
        aria-invalid={wrong || undefined}
        onChange={set}
        onBlur={commit}
      />
    </div>
  );
  return (
    <div className="budget-row" role="group" aria-labelledby={id}>
      <span id={id} className="budget-scope">
        {scope}
      </span>
      {field(soft, setSoft, words.softOf(scope), typed.soft.kind === 'wrong')}
      {field(hard, setHard, words.hardOf(scope), typed.hard.kind === 'wrong')}
      {(isWrong || isUpsideDown) && (
        <p className="budget-problem" role="status">
          {isWrong ? words.problems.amount : words.problems.order}
        </p>
      )}
    </div>
  );
}

function usdOf(amount: ReturnType<typeof readAmount>): number | undefined {
  return amount.kind === 'amount' ? amount.usd : undefined;
}
