/** STS (`sts.REGION.amazonaws.com`): a form in, XML out. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
import type { FakeAwsState } from '../FakeAwsSignIn.ts';
import type { FakeAwsAnswer, FakeAwsRequest } from './wire.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

function xml(status: number, body: string): FakeAwsAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function error(status: number, code: string, message: string): FakeAwsAnswer {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return xml(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${text}</Message></Error><RequestId>fake-sts</RequestId></ErrorResponse>`,
  );
}

/** The words are those of AWS; a code that is none is repeated in the refusal, as AWS does. */
function refuseCode(form: URLSearchParams, state: FakeAwsState): FakeAwsAnswer | null {
  const code = form.get('TokenCode');
  if (form.get('SerialNumber') === null) return null;
  if (code === null || !/^\d{6}$/.test(code)) {
    return error(
      400,
      'ValidationError',
      `1 validation error detected: Value '${code ?? ''}' at 'tokenCode' failed to satisfy constraint`,
    );
  }
  if (state.codes.delete(code)) return null;
  return error(403, 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
}

function assumeRole({ form, headers }: FakeAwsRequest, state: FakeAwsState): FakeAwsAnswer {
  const refused = refuseCode(form, state);
  if (refused !== null) return refused;
  const roleArn = form.get('RoleArn') ?? '';
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  if (state.closedRoles.has(roleName)) {
    return error(
      403,
      'AccessDenied',
      `User: arn:aws:iam::111111111111:user/me is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  if (!/Credential=A[A-Z]{3}/.test(headers['authorization'] ?? '')) {
    return error(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  state.issued += 1;
  const number = String(state.issued);
  const seconds = Number(form.get('DurationSeconds') ?? '3600');
  const expiration = new Date(Date.now() + state.skewMs + seconds * 1000).toISOString();
  return xml(
    200,
    `<AssumeRoleResponse xmlns="${namespace}"><AssumeRoleResult><Credentials>` +
      `<AccessKeyId>ASIA${roleName.toUpperCase()}${number}</AccessKeyId>` +
      `<SecretAccessKey>canary-sts-secret-${number}</SecretAccessKey>` +
      `<SessionToken>canary-sts-token-${number}</SessionToken><Expiration>${expiration}</Expiration>` +
      `</Credentials><AssumedRoleUser><AssumedRoleId>AROA:switchyard</AssumedRoleId><Arn>${roleArn}</Arn>` +
      `</AssumedRoleUser></AssumeRoleResult><ResponseMetadata><RequestId>fake-sts</RequestId>` +
      `</ResponseMetadata></AssumeRoleResponse>`,
  );
}

/** Answers what is its business, and null to everything else. */
export function answerSts(request: FakeAwsRequest, state: FakeAwsState): FakeAwsAnswer | null {
  if (request.form.get('Action') !== 'AssumeRole') return null;
  if (state.refusesTime) {
    state.refusesTime = false;
    return error(403, 'SignatureDoesNotMatch', 'Signature expired: the time of the request is too old');
  }
  return assumeRole(request, state);
}
