/** The fields of each provider: only what that provider needs; what few people need is folded away. */
import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { SecretDescription } from '../../../shared/connection.ts';
import type { RouteOutput } from '../../../shared/ipc/routes.ts';
import { text } from '../../app/text/text.ts';
import { useClient } from '../../app/WorkspaceContext.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ConnectionDraft, DraftProblems } from './connectionDraft.ts';
import { HeaderRows } from './HeaderRows.tsx';
import { bedrockRegions, knownServers } from './knownServers.ts';
import { SecretField } from './SecretField.tsx';
import { secretFields } from './typedSecret.ts';
import { UrlField } from './UrlField.tsx';

export interface ProviderFieldsProps {
  readonly draft: ConnectionDraft;
  readonly onChange: (patch: Partial<ConnectionDraft>) => void;
  readonly problems: DraftProblems;
  /** What is stored of the secret; null for a new connection. */
  readonly stored: SecretDescription | null;
}

const words = text.connections.form;
const secretWords = text.connections.secret;

export function ProviderFields(props: ProviderFieldsProps) {
  switch (props.draft.provider) {
    case 'openai':
      return <OpenAiFields {...props} />;
    case 'openai-compatible':
      return <CompatibleFields {...props} />;
    case 'bedrock':
      return <BedrockFields {...props} />;
  }
}

function More({ children }: { readonly children: ReactNode }) {
  return (
    <details className="connection-more">
      <summary>{words.more}</summary>
      <div>{children}</div>
    </details>
  );
}

function OpenAiFields({ draft, onChange, problems, stored }: ProviderFieldsProps) {
  return (
    <>
      <SecretField
        name={secretFields.apiKey}
        label={secretWords.apiKey}
        stored={stored?.apiKeyLastFour ?? null}
        hint={secretWords.kept}
      />
      <More>
        <UrlField
          label={words.gatewayUrl}
          hint={words.gatewayUrlHint}
          value={draft.baseUrl}
          error={problems.baseUrl}
          placeholder={words.baseUrlPlaceholder}
          onChange={(baseUrl) => {
            onChange({ baseUrl });
          }}
        />
        <TextField
          code
          label={words.organization}
          hint={words.optional}
          value={draft.organization}
          maxLength={200}
          onChange={(organization) => {
            onChange({ organization });
          }}
        />
        <TextField
          code
          label={words.project}
          hint={words.optional}
          value={draft.project}
          maxLength={200}
          onChange={(project) => {
            onChange({ project });
          }}
        />
      </More>
    </>
  );
}

function CompatibleFields({ draft, onChange, problems, stored }: ProviderFieldsProps) {
  return (
    <>
      <UrlField
        label={words.baseUrl}
        hint={words.baseUrlHint}
        value={draft.baseUrl}
        error={problems.baseUrl}
        placeholder={words.baseUrlPlaceholder}
        suggestions={knownServers}
        onChange={(baseUrl) => {
          onChange({ baseUrl });
        }}
      />
      <SecretField
        name={secretFields.apiKey}
        label={secretWords.apiKey}
        stored={stored?.apiKeyLastFour ?? null}
        hint={secretWords.optionalKey}
      />
      <HeaderRows stored={stored?.headerNames ?? []} />
    </>
  );
}

function BedrockFields({ draft, onChange, problems, stored }: ProviderFieldsProps) {
  const id = useId();
  const kinds = ['profile', 'access-key', 'api-key', 'default-chain'] as const;
  return (
    <>
      <TextField
        code
        label={words.region}
        hint={words.regionHint}
        value={draft.region}
        error={problems.region}
        list={id}
        onChange={(region) => {
          onChange({ region: region.trim() });
        }}
      />
      <datalist id={id}>
        {bedrockRegions.map((region) => (
          <option key={region} value={region}>
            {region}
          </option>
        ))}
      </datalist>
      <Select
        label={words.signIn}
        hint={words.signInHints[draft.authKind]}
        value={draft.authKind}
        options={kinds.map((kind) => ({ value: kind, label: words.signInKinds[kind] }))}
        onChange={(authKind) => {
          onChange({ authKind });
        }}
      />
      <BedrockSignIn draft={draft} onChange={onChange} problems={problems} stored={stored} />
      <More>
        <UrlField
          label={words.endpoint}
          hint={words.endpointHint}
          value={draft.endpoint}
          error={problems.endpoint}
          onChange={(endpoint) => {
            onChange({ endpoint });
          }}
        />
      </More>
    </>
  );
}

function BedrockSignIn({ draft, onChange, problems, stored }: ProviderFieldsProps) {
  switch (draft.authKind) {
    case 'profile':
      return <ProfileField draft={draft} onChange={onChange} problems={problems} stored={stored} />;
    case 'api-key':
      return (
        <SecretField
          name={secretFields.apiKey}
          label={secretWords.apiKey}
          stored={stored?.apiKeyLastFour ?? null}
          hint={secretWords.kept}
        />
      );
    case 'access-key':
      return (
        <>
          <SecretField
            name={secretFields.accessKeyId}
            label={secretWords.accessKeyId}
            stored={stored?.accessKeyIdLastFour ?? null}
          />
          <SecretField
            name={secretFields.secretAccessKey}
            label={secretWords.secretAccessKey}
            stored={(stored?.accessKeyIdLastFour ?? null) === null ? null : ''}
            hint={secretWords.kept}
          />
          <SecretField
            name={secretFields.sessionToken}
            label={secretWords.sessionToken}
            stored={stored?.hasSessionToken === true ? '' : null}
            hint={secretWords.sessionTokenHint}
          />
        </>
      );
    case 'default-chain':
      return null;
  }
}

/** The profiles of this user by name; a name that is not among them can be typed. */
function ProfileField({ draft, onChange, problems }: ProviderFieldsProps) {
  const id = useId();
  const client = useClient();
  const [profiles, setProfiles] = useState<RouteOutput<'connections.awsProfiles'>>([]);
  useEffect(() => {
    let gone = false;
    client.request('connections.awsProfiles', {}).then(
      (found) => {
        if (!gone) setProfiles(found);
      },
      // Without the list a name can still be typed.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return (
    <>
      <TextField
        code
        label={words.profile}
        value={draft.profile}
        error={problems.profile}
        hint={profiles.length === 0 ? words.noProfiles : profiles.map(({ name }) => name).join(', ')}
        list={id}
        maxLength={200}
        onChange={(profile) => {
          const region = profiles.find(({ name }) => name === profile)?.region;
          onChange({ profile, ...(region === null || region === undefined ? {} : { region }) });
        }}
      />
      <datalist id={id}>
        {profiles.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
