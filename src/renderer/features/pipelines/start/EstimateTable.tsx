import type { Pipeline, StepKey, StepModel } from '../../../../shared/pipeline.ts';
import { ModelField } from '../../../app/models/ModelField.tsx';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { Estimate } from './useEstimate.ts';

const words = text.pipelines.start;

interface EstimateTableProps {
  readonly pipeline: Pipeline;
  /** Null until the first one has come. */
  readonly estimate: Estimate | null;
  /** Another one is on its way. */
  readonly stale: boolean;
  readonly onModel: (place: Pick<StepKey, 'stage' | 'step'>, model: StepModel | null) => void;
}

type EstimateLine = Estimate['steps'][number];

/** The lines of one step, however many parts it is taken in, as one. */
function lineOf(estimate: Estimate | null, stage: number, step: number) {
  const lines = estimate?.steps.filter(({ key }) => key.stage === stage && key.step === step) ?? [];
  const usd = lines.reduce<number | null>(
    (sum, line) => (sum === null || line.usd === null ? null : sum + line.usd),
    0,
  );
  return { first: lines[0] ?? null, usd };
}

const priceWords = (usd: number | null) => (usd === null ? words.unknownPrice : words.price(usd));

function problemWords(line: EstimateLine | null): string | undefined {
  if (line === null || line.problem === null) return undefined;
  return line.problem === 'connection-gone' ? words.gone : words.noModel;
}

function chatModel(line: EstimateLine | null): string {
  if (line === null || line.modelName === null) return words.ofChatUnknown;
  return words.ofChat(line.modelName);
}

/** Every step with the model it asks, which can be another one for this run, and what that takes. */
export function EstimateTable({ pipeline, estimate, stale, onModel }: EstimateTableProps) {
  return (
    <table className="pipeline-estimate" aria-busy={stale}>
      <thead>
        <tr>
          <th scope="col">{words.step}</th>
          <th scope="col">{words.model}</th>
          <th scope="col">{words.estimate}</th>
        </tr>
      </thead>
      <tbody>
        {pipeline.stages.map(({ steps }, stage) =>
          steps.map(({ name, model, split }, step) => {
            const { first, usd } = lineOf(estimate, stage, step);
            return (
              <tr key={`${String(stage)} ${String(step)}`}>
                <th scope="row">
                  {name}
                  {split !== undefined && (
                    <span className="pipeline-estimate-note"> {words.runsInParts}</span>
                  )}
                </th>
                <td>
                  <ModelField
                    label={words.modelOf(name)}
                    labelHidden
                    value={model}
                    none={chatModel(model === null ? first : null)}
                    error={problemWords(first)}
                    onChange={(next) => {
                      onModel({ stage, step }, next);
                    }}
                  />
                </td>
                <td>{first?.problem === null ? priceWords(usd) : stale ? words.estimating : '–'}</td>
              </tr>
            );
          }),
        )}
      </tbody>
      {estimate !== null && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.total}
            </th>
            <td>{priceWords(estimate.totalUsd)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Where the budget stands, while there is something to say of it. */
export function BudgetNote({ estimate }: { readonly estimate: Estimate | null }) {
  const sentence = estimate === null ? null : text.chat.plan.budget(estimate.budget);
  if (estimate === null || sentence === null) return null;
  return <Banner tone={estimate.budget.level === 'hard' ? 'danger' : 'warning'}>{sentence}</Banner>;
}
