/** How servers are reached: the proxy with what it asks for, and whose certificates are trusted. */
import { useState } from 'react';
import type { NetworkSettings } from '../../../shared/network.ts';
import { usualNetworkSettings } from '../../../shared/usualNetworkSettings.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useProblems, useSettings } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { completeProxyUrl, proxyDraftOf, proxyOf, proxyProblems } from './proxyDraft.ts';
import type { ProxyDraft, ProxyProblems } from './proxyDraft.ts';
import { ProxyPassword } from './ProxyPassword.tsx';

interface SectionProps {
  readonly network: NetworkSettings;
  readonly onChange: (patch: Partial<NetworkSettings>) => void;
}

const words = text.settings.network;
const kinds = ['system', 'none', 'manual', 'pac'] as const;

/** The proxy in the form, which takes effect once it is whole: when a field is left or the kind is changed. */
function useProxyDraft({ network, onChange }: SectionProps) {
  const [draft, setDraft] = useState(() => proxyDraftOf(network.proxy));
  const [problems, setProblems] = useState<ProxyProblems>({});
  const type = (patch: Partial<ProxyDraft>) => {
    setDraft({ ...draft, ...patch });
    setProblems({});
  };
  const apply = (next: ProxyDraft) => {
    setDraft(next);
    const proxy = proxyOf(next);
    if (proxy !== null) onChange({ proxy });
  };
  const leave = (patch: Partial<ProxyDraft> = {}) => {
    const next = { ...draft, ...patch };
    setProblems(proxyProblems(next));
    apply(next);
  };
  const choose = (kind: ProxyDraft['kind']) => {
    setProblems({});
    apply({ ...draft, kind });
  };
  return { draft, problems, type, leave, choose };
}

function ProxyFields(props: SectionProps) {
  const { draft, problems, type, leave, choose } = useProxyDraft(props);
  return (
    <div className="settings-group">
      <Select
        label={words.proxy}
        hint={words.proxyHints[draft.kind]}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: words.proxyKinds[value] }))}
        onChange={choose}
      />
      {draft.kind === 'manual' && (
        <>
          <TextField
            code
            inputMode="url"
            label={words.url}
            hint={words.urlHint}
            value={draft.url}
            error={problems.url}
            maxLength={2048}
            onChange={(url) => {
              type({ url });
            }}
            onBlur={() => {
              leave({ url: completeProxyUrl(draft.url) });
            }}
          />
          <TextArea
            code
            rows={3}
            label={words.bypass}
            hint={words.bypassHint}
            value={draft.bypass}
            error={problems.bypass}
            onChange={(bypass) => {
              type({ bypass });
            }}
            onBlur={() => {
              leave();
            }}
          />
        </>
      )}
      {draft.kind === 'pac' && (
        <TextField
          code
          inputMode="url"
          label={words.pacUrl}
          value={draft.pacUrl}
          error={problems.pacUrl}
          maxLength={2048}
          onChange={(pacUrl) => {
            type({ pacUrl });
          }}
          onBlur={() => {
            leave({ pacUrl: completeProxyUrl(draft.pacUrl) });
          }}
        />
      )}
      {draft.kind !== 'none' && <ProxyPassword />}
    </div>
  );
}

function TrustFields({ network, onChange }: SectionProps) {
  const client = useClient();
  const report = useProblems((state) => state.report);
  const { extraAuthority } = network;
  const choose = async () => {
    try {
      const chosen = await client.request('network.chooseAuthority', {});
      if (chosen !== null) onChange({ extraAuthority: chosen });
    } catch (caught) {
      report(caught);
    }
  };
  return (
    <fieldset className="settings-group">
      <legend className="settings-group-title">{words.trust}</legend>
      <Checkbox
        kind="switch"
        label={words.systemTrust}
        hint={words.systemTrustHint}
        checked={network.systemTrust}
        onChange={(systemTrust) => {
          onChange({ systemTrust });
        }}
      />
      <div className="settings-line" role="group" aria-label={words.authority}>
        <div className="settings-line-text">
          <p className="ui-field-label">{words.authority}</p>
          <p className="ui-field-hint">{words.authorityHint}</p>
          <p>{extraAuthority === null ? words.noAuthority : <code>{extraAuthority.fileName}</code>}</p>
        </div>
        {extraAuthority !== null && (
          <Button
            variant="ghost"
            onClick={() => {
              onChange({ extraAuthority: null });
            }}
          >
            {words.removeAuthority}
          </Button>
        )}
        <Button onClick={() => void choose()}>
          {extraAuthority === null ? words.chooseAuthority : words.replaceAuthority}
        </Button>
      </div>
    </fieldset>
  );
}

export function NetworkSection() {
  const network = useSettings((state) => state.settings.network) ?? usualNetworkSettings;
  const change = useSettings((state) => state.change);
  const props: SectionProps = {
    network,
    onChange: (patch) => {
      change({ network: { ...network, ...patch } });
    },
  };
  return (
    <>
      <p className="settings-intro">{words.intro}</p>
      <ProxyFields {...props} />
      <TrustFields {...props} />
    </>
  );
}
