/** The portal of IAM Identity Center (`portal.sso.REGION.amazonaws.com`). Lists come in pages of one. */
import type { FakeAwsState } from '../FakeAwsSignIn.ts';
import { json, refusal } from './wire.ts';
import type { FakeAwsAnswer, FakeAwsRequest } from './wire.ts';

function page<Item>(items: readonly Item[], query: URLSearchParams): { items: Item[]; nextToken?: string } {
  const at = Number(query.get('next_token') ?? '0');
  const next = at + 1 < items.length ? { nextToken: String(at + 1) } : {};
  return { items: items.slice(at, at + 1), ...next };
}

function roleCredentials(query: URLSearchParams, state: FakeAwsState): FakeAwsAnswer {
  const account = state.accounts.find(({ accountId }) => accountId === query.get('account_id'));
  const roleName = query.get('role_name') ?? '';
  if (account?.roleNames.includes(roleName) !== true || state.closedRoles.has(roleName)) {
    return refusal(403, 'ForbiddenException', { message: 'No access' });
  }
  state.issued += 1;
  return json({
    roleCredentials: {
      accessKeyId: `ASIASSO${String(state.issued)}`,
      secretAccessKey: `canary-role-secret-${String(state.issued)}`,
      sessionToken: `canary-role-token-${String(state.issued)}`,
      expiration: Date.now() + state.skewMs + state.roleSeconds * 1000,
    },
  });
}

/** Answers what is its business, and null to everything else. */
export function answerPortal(request: FakeAwsRequest, state: FakeAwsState): FakeAwsAnswer | null {
  const [path = '', search = ''] = request.path.split('?');
  if (!/^\/(assignment|federation)\//.test(path)) return null;
  if (!state.tokens.has(request.headers['x-amz-sso_bearer_token'] ?? '')) {
    return refusal(401, 'UnauthorizedException', { message: 'Session token not found or invalid' });
  }
  const query = new URLSearchParams(search);
  if (path === '/assignment/accounts') {
    const { items, ...next } = page(state.accounts, query);
    const accountList = items.map(({ accountId, accountName }) => ({ accountId, accountName }));
    return json({ accountList, ...next });
  }
  if (path === '/assignment/roles') {
    const account = state.accounts.find(({ accountId }) => accountId === query.get('account_id'));
    const { items, ...next } = page(account?.roleNames ?? [], query);
    return json({ roleList: items.map((roleName) => ({ roleName })), ...next });
  }
  return path === '/federation/credentials' ? roleCredentials(query, state) : null;
}
