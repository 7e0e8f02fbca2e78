import type { Connection } from '../../../../shared/connection.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import { modelFacts } from './modelFacts.ts';
import './modelDetails.css';

interface FactListProps {
  readonly model: ModelInfo;
  readonly provider: Connection['provider'];
}

/** What is known of a model. */
export function FactList({ model, provider }: FactListProps) {
  return (
    <dl className="model-facts">
      {modelFacts(model, provider).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
