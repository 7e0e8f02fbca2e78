import { Check } from 'lucide-react';
import { useId } from 'react';
import type { ModelInfo } from '../../../../shared/model.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { FactList } from './FactList.tsx';
import type { ModelOption } from '../../../app/models/modelSearch.ts';

interface ModelCardProps {
  readonly option: Extract<ModelOption, { kind: 'model' }>;
  readonly onPick: (model: ModelInfo) => void;
  /** Opens what can be set about the model and tested; left out where there is no place for it. */
  readonly onDetails?: ((model: ModelInfo) => void) | undefined;
}

/** What is known of the model that the list stands at, the places where it can run, and the way to its details. */
export function ModelCard({ option, onPick, onDetails }: ModelCardProps) {
  const id = useId();
  const { model, variants, connection } = option;
  const words = text.chat.modelDetails;
  return (
    <aside className="model-card" aria-labelledby={id}>
      <h2 id={id} className="model-card-name">
        {model.name}
      </h2>
      <p className="model-card-id">{model.id}</p>
      <p className="model-card-connection">{connection.name}</p>
      <FactList model={model} provider={connection.provider} />
      {variants.length > 1 && (
        <div className="model-card-places" role="group" aria-label={words.geography}>
          <p className="ui-field-label">{words.geography}</p>
          {variants.map((variant) => (
            <Button
              key={variant.id}
              size="sm"
              title={variant.id}
              icon={variant.id === model.id ? <Check /> : undefined}
              onClick={() => {
                onPick(variant);
              }}
            >
              {words.geographyName(variant.profileOf?.geography ?? 'region')}
            </Button>
          ))}
        </div>
      )}
      {onDetails !== undefined && (
        <Button
          size="sm"
          aria-haspopup="dialog"
          onClick={() => {
            onDetails(model);
          }}
        >
          {text.chat.lane.details}
        </Button>
      )}
    </aside>
  );
}
