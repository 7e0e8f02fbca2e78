import { useState } from 'react';
import type { ModelOverride } from '../../../../shared/model.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { OverrideDraft } from './overrideForm.ts';
import { overrideDraftOf, overrideErrorsOf, readOverride, routeKey, routes } from './overrideForm.ts';

interface OverrideFieldsProps {
  readonly stored: ModelOverride | null;
  /** Only on Bedrock is there a choice of routes and regions. */
  readonly isBedrock: boolean;
  /** Resolves to false when it could not be saved. */
  readonly onSave: (override: ModelOverride | null) => Promise<boolean>;
}

type TextKey = Exclude<keyof OverrideDraft, 'route'>;

/** What a person sets about a model; it wins over everything else that is known. */
export function OverrideFields({ stored, isBedrock, onSave }: OverrideFieldsProps) {
  const [draft, setDraft] = useState(() => overrideDraftOf(stored));
  const words = text.chat.modelDetails;
  const errors = overrideErrorsOf(draft);
  const reading = readOverride(draft, stored);
  const changed = reading.ok && JSON.stringify(reading.override) !== JSON.stringify(stored);
  const field = (key: TextKey, label: string, hint?: string) => (
    <TextField
      label={label}
      value={draft[key]}
      inputMode={key === 'region' ? 'text' : 'decimal'}
      placeholder={key === 'region' ? '' : words.automatic}
      hint={hint}
      error={errors[key]}
      onChange={(value) => {
        setDraft({ ...draft, [key]: value });
      }}
    />
  );
  const routeOptions = [
    { value: '', label: words.automatic },
    ...routes.map((route) => ({ value: routeKey(route), label: words.routeName(route) })),
  ];
  return (
    <section aria-label={words.own}>
      <div>
        <h3>{words.own}</h3>
        <p className="ui-field-hint">{words.ownHint}</p>
      </div>
      <div className="model-details-grid">
        {isBedrock && (
          <Select
            label={words.route}
            value={routeKey(draft.route)}
            options={routeOptions}
            onChange={(key) => {
              setDraft({ ...draft, route: routes.find((route) => routeKey(route) === key) });
            }}
          />
        )}
        {isBedrock && field('region', words.region, words.regionHint)}
        {field('contextWindow', words.ownWindow)}
        {field('maxOutput', words.ownOutput)}
        {field('priceIn', words.priceIn, words.priceHint)}
        {field('priceOut', words.priceOut)}
      </div>
      <div className="model-details-row">
        <Button
          variant="primary"
          disabled={!changed}
          onClick={() => {
            if (reading.ok) void onSave(reading.override);
          }}
        >
          {words.save}
        </Button>
        {stored !== null && <Button onClick={() => void onSave(null)}>{words.reset}</Button>}
      </div>
    </section>
  );
}
