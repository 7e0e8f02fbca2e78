/**
 * How a connection signs in to AWS, for every service of it: Bedrock, SageMaker. Nothing here is secret; access keys and
 * bearer keys lie in the keychain, profiles in the user's own AWS configuration.
 */
import { z } from 'zod';

/** A region as AWS writes it: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const awsRegionSchema = z
  .string()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)
  .max(40);

const profileName = z.string().min(1).max(200);

/** Whose credentials take on a role. */
const roleSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), profile: profileName }),
  z.strictObject({ kind: z.literal('access-key') }),
  z.strictObject({ kind: z.literal('default-chain') }),
]);

/** The role that IAM Identity Center gives: what `aws configure sso` writes into a profile. */
export const ssoRoleSchema = z.strictObject({
  startUrl: z.url({ protocol: /^https$/ }).max(2048),
  ssoRegion: awsRegionSchema,
  accountId: z.string().regex(/^\d{12}$/),
  roleName: z.string().min(1).max(128),
});

/**
 * A way to sign in. `profile` follows whatever the profile says: keys, `role_arn` chains with their MFA, SSO, a credential
 * process. Only `access-key` and `api-key` (and a role assumed from an access key) need a secret of ours.
 */
export const awsAuthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), profile: profileName }),
  z.strictObject({ kind: z.literal('sso'), ...ssoRoleSchema.shape }),
  z.strictObject({
    kind: z.literal('assume-role'),
    roleArn: z
      .string()
      .regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/)
      .max(2048),
    source: roleSourceSchema,
    externalId: z.string().min(2).max(1224).exactOptional(),
    /** Asks for a code of this device each time the session is renewed. */
    mfaSerial: z.string().min(9).max(256).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('access-key') }),
  z.strictObject({ kind: z.literal('api-key') }),
  z.strictObject({ kind: z.literal('default-chain') }),
]);

export type AwsAuth = z.infer<typeof awsAuthSchema>;
export type RoleSource = z.infer<typeof roleSourceSchema>;
export type SsoRole = z.infer<typeof ssoRoleSchema>;
