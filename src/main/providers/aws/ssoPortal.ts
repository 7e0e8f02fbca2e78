/**
 * What a token of IAM Identity Center opens: accounts, their roles, and the temporary credentials of a role.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/welcome.html
 */
import type { SSOClient } from '@aws-sdk/client-sso';
import type { AwsCredentialIdentity } from '@smithy/types';
import { AppError } from '../../../shared/errors.ts';
import type { SsoAccount } from '../../../shared/signIn.ts';
import { awsDomain } from './awsEndpoint.ts';
import type { ProfileSso, SsoSession } from './awsProfiles.ts';
import type { SignInClients } from './SignInClients.ts';
import { signInFailure } from './signInFailure.ts';
import { readPages } from './readPages.ts';

/** Accounts whose roles are asked for at the same time. The portal throttles early. */
const atOnce = 4;

function portalHost({ region }: SsoSession): string {
  return `portal.sso.${region}.${awsDomain(region)}`;
}

/** Rejects with `provider/session-expired` where the token no longer counts, and `provider/access-denied` without the role. */
export async function ssoRoleCredentials(
  { session, accountId, roleName }: ProfileSso,
  accessToken: string,
  clients: SignInClients,
): Promise<AwsCredentialIdentity> {
  const host = portalHost(session);
  try {
    const [client, { GetRoleCredentialsCommand }] = await Promise.all([
      clients.portal(session.region),
      import('@aws-sdk/client-sso'),
    ]);
    const { roleCredentials = {} } = await client.send(
      new GetRoleCredentialsCommand({ accountId, roleName, accessToken }),
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = roleCredentials;
    if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
      throw new AppError('provider/unexpected-reply', 'The portal gave no credentials', {
        details: { host },
      });
    }
    clients.onSecret(secretAccessKey);
    clients.onSecret(sessionToken);
    const identity = { accessKeyId, secretAccessKey, sessionToken };
    return expiration === undefined ? identity : { ...identity, expiration: new Date(expiration) };
  } catch (caught) {
    throw signInFailure(caught, { host, iamAction: 'sso:GetRoleCredentials' });
  }
}

async function roleNamesOf(
  client: SSOClient,
  request: { readonly accountId: string; readonly accessToken: string },
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const { paginateListAccountRoles } = await import('@aws-sdk/client-sso');
  const pages = paginateListAccountRoles({ client, pageSize: 100 }, request, { abortSignal });
  const roles = await readPages(pages, (page) => page.roleList);
  return roles.flatMap(({ roleName }) => roleName ?? []);
}

/** The accounts that a person has roles in, by name, each with its roles. Rejects like {@link ssoRoleCredentials}. */
export async function listSsoAccounts(
  session: SsoSession,
  accessToken: string,
  { clients, signal }: { clients: SignInClients; signal: AbortSignal },
): Promise<readonly SsoAccount[]> {
  try {
    const [client, { paginateListAccounts }] = await Promise.all([
      clients.portal(session.region),
      import('@aws-sdk/client-sso'),
    ]);
    const pages = paginateListAccounts({ client, pageSize: 100 }, { accessToken }, { abortSignal: signal });
    const found = await readPages(pages, (page) => page.accountList);
    const accounts: SsoAccount[] = [];
    for (let first = 0; first < found.length; first += atOnce) {
      const some = found.slice(first, first + atOnce).map(async ({ accountId = '', accountName = '' }) => {
        const roleNames = await roleNamesOf(client, { accountId, accessToken }, signal);
        return { accountId, accountName, roleNames: [...roleNames].toSorted() };
      });
      accounts.push(...(await Promise.all(some)));
    }
    return accounts.toSorted(
      (a, b) => a.accountName.localeCompare(b.accountName) || a.accountId.localeCompare(b.accountId),
    );
  } catch (caught) {
    throw signInFailure(caught, { host: portalHost(session), iamAction: 'sso:ListAccounts' });
  }
}
