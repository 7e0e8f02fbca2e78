/** IAM Identity Center: where its portal is, then an account and a role, chosen from what the person may use there. */
import { useEffect, useRef, useState } from 'react';
import type { SsoAccount } from '../../../../shared/signIn.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useClient, useSignIns } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import type { AwsDraft } from '../drafts/awsDraft.ts';
import { ssoPlaceOf } from '../drafts/awsDraft.ts';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { RegionField } from './RegionField.tsx';
import { UrlField } from './UrlField.tsx';

type Listing =
  | { readonly kind: 'none' | 'asking' }
  | { readonly kind: 'listed'; readonly accounts: readonly SsoAccount[] }
  | { readonly kind: 'failed'; readonly sentence: string };

const words = text.connections.form;

/** What is chosen by itself because there is no choice. */
function onlyChoice(accounts: readonly SsoAccount[]): Partial<AwsDraft> {
  const [account, ...others] = accounts;
  if (account === undefined || others.length > 0) return {};
  const [role, ...otherRoles] = account.roleNames;
  const isOnly = role !== undefined && otherRoles.length === 0;
  return { accountId: account.accountId, ...(isOnly ? { roleName: role } : {}) };
}

/** Signs in and lists what can be chosen. Leaving the form gives up waiting. */
function useAccounts({ draft, onChange }: Pick<FieldsProps<AwsDraft>, 'draft' | 'onChange'>) {
  const client = useClient();
  const cancel = useSignIns((state) => state.cancel);
  const [listing, setListing] = useState<Listing>({ kind: 'none' });
  const asking = useRef(false);
  const place = ssoPlaceOf(draft);
  const ask = async () => {
    if (place === null) return;
    asking.current = true;
    setListing({ kind: 'asking' });
    try {
      const accounts = await client.request('signIn.ssoAccounts', { connectionId: draft.id, ...place });
      setListing({ kind: 'listed', accounts });
      onChange(onlyChoice(accounts));
    } catch (caught) {
      const { title, next } = describeError(errorInfoOf(caught));
      setListing({ kind: 'failed', sentence: `${title} ${next}` });
    } finally {
      asking.current = false;
    }
  };
  useEffect(
    () => () => {
      if (asking.current) void cancel(draft.id);
    },
    [cancel, draft.id],
  );
  return { listing, ask, canAsk: place !== null && listing.kind !== 'asking' };
}

export function SsoFields({ draft, onChange, problems }: FieldsProps<AwsDraft>) {
  const { listing, ask, canAsk } = useAccounts({ draft, onChange });
  const accounts = listing.kind === 'listed' ? listing.accounts : [];
  const account = accounts.find(({ accountId }) => accountId === draft.accountId);
  return (
    <>
      <UrlField
        label={words.startUrl}
        hint={words.startUrlHint}
        value={draft.startUrl}
        error={problems.startUrl}
        onChange={(startUrl) => {
          onChange({ startUrl });
        }}
      />
      <RegionField
        label={words.ssoRegion}
        value={draft.ssoRegion}
        error={problems.ssoRegion}
        onChange={(ssoRegion) => {
          onChange({ ssoRegion });
        }}
      />
      <Button className="connection-find" disabled={!canAsk} onClick={() => void ask()}>
        {listing.kind === 'asking' ? text.connections.signIn.accounts : words.findAccounts}
      </Button>
      {listing.kind === 'failed' && <Banner tone="danger">{listing.sentence}</Banner>}
      <div className="connection-pair">
        <SuggestField
          label={words.account}
          hint={account?.accountName}
          value={draft.accountId}
          error={problems.accountId}
          suggestions={accounts.map(({ accountId, accountName }) => ({
            value: accountId,
            label: accountName,
          }))}
          maxLength={12}
          onChange={(accountId) => {
            onChange({ accountId });
          }}
        />
        <SuggestField
          label={words.role}
          value={draft.roleName}
          error={problems.roleName}
          suggestions={(account?.roleNames ?? []).map((value) => ({ value }))}
          maxLength={128}
          onChange={(roleName) => {
            onChange({ roleName });
          }}
        />
      </div>
    </>
  );
}
