/** The device authorisation of IAM Identity Center (`oidc.REGION.amazonaws.com`). */
import type { BrowserMood, FakeAwsState } from '../FakeAwsSignIn.ts';
import { fields, json, refusal } from './wire.ts';
import type { FakeAwsAnswer, FakeAwsRequest } from './wire.ts';

export const fakeUserCode = 'ABCD-EFGH';
const lifetimeSeconds = 600;
const intervalSeconds = 1;
const sessionSeconds = 8 * 3600;
const registrationSeconds = 90 * 86_400;

function oauthError(type: string, error: string): FakeAwsAnswer {
  return refusal(400, type, { error, error_description: `The fake says ${error}` });
}

function issue(state: FakeAwsState): FakeAwsAnswer {
  state.issued += 1;
  const accessToken = `canary-access-token-${String(state.issued)}`;
  const refreshToken = `canary-refresh-token-${String(state.issued)}`;
  state.tokens.add(accessToken);
  state.refreshTokens.add(refreshToken);
  return json({ accessToken, refreshToken, expiresIn: sessionSeconds, tokenType: 'Bearer' });
}

const refusals: Readonly<
  Record<Exclude<BrowserMood, 'confirms' | 'breaks-down'>, readonly [string, string]>
> = {
  waits: ['AuthorizationPendingException', 'authorization_pending'],
  'asks-slower': ['SlowDownException', 'slow_down'],
  declines: ['AccessDeniedException', 'access_denied'],
  'is-late': ['ExpiredTokenException', 'expired_token'],
};

function answerDevice(state: FakeAwsState): FakeAwsAnswer {
  const [mood = 'confirms', ...rest] = state.moods;
  if (rest.length > 0) state.moods = rest;
  if (mood === 'confirms') return issue(state);
  if (mood === 'breaks-down') return refusal(503, 'InternalServerException', { error: 'server_error' });
  return oauthError(...refusals[mood]);
}

function answerToken(request: FakeAwsRequest, state: FakeAwsState): FakeAwsAnswer {
  const { grantType, refreshToken } = fields(request);
  if (grantType !== 'refresh_token') return answerDevice(state);
  // A right to renew can be used once.
  if (typeof refreshToken !== 'string' || !state.refreshTokens.delete(refreshToken)) {
    return oauthError('InvalidGrantException', 'invalid_grant');
  }
  return issue(state);
}

/** Answers what is its business, and null to everything else. */
export function answerTokens(request: FakeAwsRequest, state: FakeAwsState): FakeAwsAnswer | null {
  switch (request.path) {
    case '/client/register':
      return json({
        clientId: 'fake-client',
        clientSecret: 'canary-client-secret',
        clientIdIssuedAt: Math.floor(Date.now() / 1000),
        clientSecretExpiresAt: Math.floor(Date.now() / 1000) + registrationSeconds,
      });
    case '/device_authorization': {
      if (!String(fields(request)['startUrl']).startsWith('https://')) {
        return oauthError('InvalidRequestException', 'invalid_request');
      }
      const page = 'https://device.sso.us-east-1.amazonaws.com/';
      return json({
        deviceCode: 'canary-device-code',
        userCode: fakeUserCode,
        verificationUri: page,
        verificationUriComplete: `${page}?user_code=${fakeUserCode}`,
        expiresIn: lifetimeSeconds,
        interval: intervalSeconds,
      });
    }
    case '/token':
      return answerToken(request, state);
    default:
      return null;
  }
}
