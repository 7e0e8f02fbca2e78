import { CircleAlert, Info } from 'lucide-react';
import type { BudgetStanding } from '../../../../../shared/money.ts';
import { text } from '../../../../app/text/text.ts';
import { useChat } from '../../ChatContext.ts';
import type { PlanNote } from './planNotes.ts';
import '../../textLink.css';
import './plan.css';

interface PlanNoticesProps {
  readonly notes: readonly PlanNote[];
  readonly budget: BudgetStanding | null;
  /** Ties the reasons to the button that they keep from working. */
  readonly id: string;
}

/** What will be changed and what is in the way of sending, as far as it is not about a single file. */
export function PlanNotices({ notes, budget, id }: PlanNoticesProps) {
  const { view, commands } = useChat();
  const words = text.chat.plan;
  const budgetLine = budget === null ? null : words.budget(budget);
  if (notes.length === 0 && budgetLine === null) return null;
  return (
    <ul id={id} className="plan-notes" aria-label={words.notes}>
      {notes.map((note) => (
        <li key={note.key} data-tone={note.tone}>
          {note.tone === 'problem' ? <CircleAlert aria-hidden="true" /> : <Info aria-hidden="true" />}
          <span>{note.sentence}</span>
          {note.mendedInParameters && (
            <button
              type="button"
              className="text-link"
              onClick={() => {
                view.setState({ configuring: { laneId: null } });
              }}
            >
              {words.openParameters}
            </button>
          )}
        </li>
      ))}
      {budgetLine !== null && (
        <li data-tone={budget?.level === 'hard' ? 'problem' : 'budget'}>
          <CircleAlert aria-hidden="true" />
          <span>{budgetLine}</span>
          <button
            type="button"
            className="text-link"
            onClick={() => {
              commands.openSettings('budgets');
            }}
          >
            {words.openBudgets}
          </button>
        </li>
      )}
    </ul>
  );
}
