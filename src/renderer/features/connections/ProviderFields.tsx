/** The fields of each provider: only what that provider needs; what few people need is folded away. */
import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { SecretDescription } from '../../../shared/connection.ts';
import type { RouteOutput } from '../../../shared/ipc/routes.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useStatus } from '../../app/WorkspaceContext.ts';
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
  /** Deletes what is stored. */
  readonly onForget: () => void;
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

interface MoreProps {
  /** Folded away only while nothing is set there. */
  readonly used: boolean;
  readonly children: ReactNode;
}

function More({ used, children }: MoreProps) {
  const [open, setOpen] = useState(used);
  return (
    <details
      className="connection-more"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{words.more}</summary>
      <div>{children}</div>
    </details>
  );
}

/** Says where a key that is typed now will be kept. */
function useKeptHint(): string {
  return secretWords.kept[useStatus((state) => state.secrets.kind)];
}

function OpenAiFields({ draft, onChange, problems, stored, onForget }: ProviderFieldsProps) {
  const kept = useKeptHint();
  return (
    <>
      <SecretField
        name={secretFields.apiKey}
        label={secretWords.apiKey}
        stored={stored?.apiKeyLastFour ?? null}
        onForget={onForget}
        hint={kept}
      />
      <More used={draft.gatewayUrl !== '' || draft.organization !== '' || draft.project !== ''}>
        <UrlField
          label={words.gatewayUrl}
          hint={words.gatewayUrlHint}
          value={draft.gatewayUrl}
          error={problems.gatewayUrl}
          placeholder={words.baseUrlPlaceholder}
          onChange={(gatewayUrl) => {
            onChange({ gatewayUrl });
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

function CompatibleFields({ draft, onChange, problems, stored, onForget }: ProviderFieldsProps) {
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
        onForget={onForget}
        hint={secretWords.optionalKey}
      />
      <HeaderRows stored={stored?.headerNames ?? []} />
    </>
  );
}

function BedrockFields({ draft, onChange, problems, stored, onForget }: ProviderFieldsProps) {
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
      <BedrockSignIn
        draft={draft}
        onChange={onChange}
        problems={problems}
        stored={stored}
        onForget={onForget}
      />
      <More used={draft.endpoint !== ''}>
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

function BedrockSignIn({ draft, onChange, problems, stored, onForget }: ProviderFieldsProps) {
  const kept = useKeptHint();
  switch (draft.authKind) {
    case 'profile':
      return <ProfileField draft={draft} onChange={onChange} problems={problems} />;
    case 'api-key':
      return (
        <SecretField
          name={secretFields.apiKey}
          label={secretWords.apiKey}
          stored={stored?.apiKeyLastFour ?? null}
          onForget={onForget}
          hint={kept}
        />
      );
    case 'access-key':
      return (
        <>
          <SecretField
            name={secretFields.accessKeyId}
            label={secretWords.accessKeyId}
            stored={stored?.accessKeyIdLastFour ?? null}
            onForget={onForget}
          />
          <SecretField
            name={secretFields.secretAccessKey}
            label={secretWords.secretAccessKey}
            stored={(stored?.accessKeyIdLastFour ?? null) === null ? null : ''}
            hint={kept}
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
function ProfileField({
  draft,
  onChange,
  problems,
}: Pick<ProviderFieldsProps, 'draft' | 'onChange' | 'problems'>) {
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
