import type { ModelInfo } from '../../../../shared/model.ts';
import { modelFacts } from './modelFacts.ts';
import './modelDetails.css';

/** What is known of a model. */
export function FactList({ model }: { readonly model: ModelInfo }) {
  return (
    <dl className="model-facts">
      {modelFacts(model).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
