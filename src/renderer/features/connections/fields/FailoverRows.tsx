import { ArrowUp, CircleAlert, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import type { BedrockDraft, FailoverRow } from '../drafts/bedrockDraft.ts';
import { maxFailover } from '../drafts/bedrockDraft.ts';
import { ProfileField } from './ProfileField.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { RegionField } from './RegionField.tsx';

type FailoverRowsProps = Pick<FieldsProps<BedrockDraft>, 'draft' | 'onChange' | 'problems'>;

const words = text.connections.form;

/** The places that a message goes to when its first is throttled or down, in order. */
export function FailoverRows({ draft, onChange, problems }: FailoverRowsProps) {
  const id = useId();
  const rows = draft.failover;
  const put = (failover: readonly FailoverRow[]) => {
    onChange({ failover });
  };
  const set = (index: number, patch: Partial<FailoverRow>) => {
    put(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  };
  return (
    <fieldset className="connection-group" aria-describedby={`${id}-hint`}>
      <legend className="ui-field-label">{words.failover}</legend>
      <p id={`${id}-hint`} className="ui-field-hint">
        {words.failoverHint}
      </p>
      <ol className="failover-rows">
        {rows.map((row, index) => (
          <li key={index} className="failover-row">
            <RegionField
              labelHidden
              label={words.failoverRegion(index + 1)}
              placeholder={`${words.region}: ${draft.region}`}
              value={row.region}
              onChange={(region) => {
                set(index, { region });
              }}
            />
            <ProfileField
              labelHidden
              label={words.failoverProfile(index + 1)}
              placeholder={`${words.profile}: ${words.failoverSame}`}
              value={row.profile}
              onChange={(profile) => {
                set(index, { profile });
              }}
            />
            <IconButton
              label={words.failoverUp(index + 1)}
              icon={<ArrowUp aria-hidden="true" />}
              disabled={index === 0}
              onClick={() => {
                put(rows.with(index, rows[index - 1] ?? row).with(index - 1, row));
              }}
            />
            <IconButton
              label={words.failoverRemove(index + 1)}
              icon={<X aria-hidden="true" />}
              onClick={() => {
                put(rows.toSpliced(index, 1));
              }}
            />
          </li>
        ))}
      </ol>
      {problems.failover !== undefined && (
        <p className="ui-field-error">
          <CircleAlert aria-hidden="true" />
          {problems.failover}
        </p>
      )}
      {rows.length < maxFailover && (
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          onClick={() => {
            put([...rows, { region: '', profile: '' }]);
          }}
        >
          {words.failoverAdd}
        </Button>
      )}
    </fieldset>
  );
}
