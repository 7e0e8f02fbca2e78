/** What the forms of all services of AWS have in common: where, and how one signs in. Pure. */
import type { AwsAuth, RoleSource, SsoRole } from '../../../../shared/aws.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, isWebAddress, isWrongUrl } from './address.ts';
import { given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface AwsDraft extends DraftBase {
  readonly region: string;
  readonly authKind: AwsAuth['kind'];
  /** Of `profile`. */
  readonly profile: string;
  /** Of `sso`. */
  readonly startUrl: string;
  readonly ssoRegion: string;
  readonly accountId: string;
  readonly roleName: string;
  /** Of `assume-role`: the role, and whose credentials take it on. */
  readonly roleArn: string;
  readonly sourceKind: RoleSource['kind'];
  readonly sourceProfile: string;
  readonly externalId: string;
  readonly mfaSerial: string;
  readonly endpoint: string;
}

type AwsConnection = {
  readonly region: string;
  readonly auth: AwsAuth;
  readonly endpoint?: string;
};

/** Whether this is how AWS writes a region. */
export function isAwsRegion(region: string): boolean {
  return /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region) && region.length <= 40;
}

export function newAwsDraft(base: DraftBase): AwsDraft {
  return {
    ...base,
    region: 'us-east-1',
    authKind: 'profile',
    profile: '',
    startUrl: '',
    ssoRegion: 'us-east-1',
    accountId: '',
    roleName: '',
    roleArn: '',
    sourceKind: 'profile',
    sourceProfile: '',
    externalId: '',
    mfaSerial: '',
    endpoint: '',
  };
}

function signInDraftOf(auth: AwsAuth): Partial<AwsDraft> {
  switch (auth.kind) {
    case 'profile':
      return { profile: auth.profile };
    case 'sso': {
      const { startUrl, ssoRegion, accountId, roleName } = auth;
      return { startUrl, ssoRegion, accountId, roleName };
    }
    case 'assume-role':
      return {
        roleArn: auth.roleArn,
        sourceKind: auth.source.kind,
        sourceProfile: auth.source.kind === 'profile' ? auth.source.profile : '',
        externalId: auth.externalId ?? '',
        mfaSerial: auth.mfaSerial ?? '',
      };
    case 'access-key':
    case 'api-key':
    case 'default-chain':
      return {};
  }
}

/** The part of a form that all services of AWS share. */
export function awsDraftOf(base: DraftBase, { region, auth, endpoint = '' }: AwsConnection): AwsDraft {
  return { ...newAwsDraft(base), region, authKind: auth.kind, endpoint, ...signInDraftOf(auth) };
}

/** Where one signs in to IAM Identity Center; null while it is not filled in. */
export function ssoPlaceOf(draft: AwsDraft): Pick<SsoRole, 'startUrl' | 'ssoRegion'> | null {
  const startUrl = completeUrl(draft.startUrl);
  const ssoRegion = draft.ssoRegion.trim();
  const isHttps = isWebAddress(startUrl) && startUrl.toLowerCase().startsWith('https:');
  return isHttps && isAwsRegion(ssoRegion) ? { startUrl, ssoRegion } : null;
}

function signInProblems(draft: AwsDraft): Problems<AwsDraft> {
  const words = text.connections.problems;
  switch (draft.authKind) {
    case 'profile':
      return problem('profile', draft.profile.trim() === '', words.profile);
    case 'sso':
      return {
        ...problem('startUrl', ssoPlaceOf({ ...draft, ssoRegion: 'us-east-1' }) === null, words.startUrl),
        ...problem('ssoRegion', !isAwsRegion(draft.ssoRegion.trim()), words.region),
        ...problem('accountId', !/^\d{12}$/.test(draft.accountId.trim()), words.account),
        ...problem('roleName', draft.roleName.trim() === '', words.role),
      };
    case 'assume-role':
      return roleProblems(draft);
    case 'access-key':
    case 'api-key':
    case 'default-chain':
      return {};
  }
}

function roleProblems(draft: AwsDraft): Problems<AwsDraft> {
  const words = text.connections.problems;
  const noSource = draft.sourceKind === 'profile' && draft.sourceProfile.trim() === '';
  const tooShort = (value: string, length: number) => value.trim() !== '' && value.trim().length < length;
  return {
    ...problem('roleArn', !/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(draft.roleArn.trim()), words.roleArn),
    ...problem('sourceProfile', noSource, words.profile),
    ...problem('externalId', tooShort(draft.externalId, 2), words.externalId),
    ...problem('mfaSerial', tooShort(draft.mfaSerial, 9), words.mfaSerial),
  };
}

/** What is wrong with the part of a form that all services of AWS share. */
export function awsProblems(draft: AwsDraft): Problems<AwsDraft> {
  const words = text.connections.problems;
  return {
    ...problem('region', !isAwsRegion(draft.region.trim()), words.region),
    ...signInProblems(draft),
    ...problem('endpoint', isWrongUrl(draft.endpoint), words.url),
  };
}

function sourceOf(draft: AwsDraft): RoleSource {
  if (draft.sourceKind !== 'profile') return { kind: draft.sourceKind };
  return { kind: 'profile', profile: draft.sourceProfile.trim() };
}

function authOf(draft: AwsDraft): AwsAuth {
  switch (draft.authKind) {
    case 'profile':
      return { kind: 'profile', profile: draft.profile.trim() };
    case 'sso':
      return {
        kind: 'sso',
        startUrl: completeUrl(draft.startUrl),
        ssoRegion: draft.ssoRegion.trim(),
        accountId: draft.accountId.trim(),
        roleName: draft.roleName.trim(),
      };
    case 'assume-role':
      return {
        kind: 'assume-role',
        roleArn: draft.roleArn.trim(),
        source: sourceOf(draft),
        ...given('externalId', draft.externalId),
        ...given('mfaSerial', draft.mfaSerial),
      };
    case 'access-key':
    case 'api-key':
    case 'default-chain':
      return { kind: draft.authKind };
  }
}

/** The fields that the connections of all services of AWS share. */
export function awsFields(draft: AwsDraft) {
  return {
    region: draft.region.trim(),
    auth: authOf(draft),
    ...given('endpoint', completeUrl(draft.endpoint)),
  };
}
