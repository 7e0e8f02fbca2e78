/**
 * Connections: configured accounts at a provider. A connection never holds a secret; its secret lies in the keychain under
 * its id. What a person types into a form travels once, renderer to main, as a `ConnectionSecret`, and never back.
 */
import { z } from 'zod';
import { idSchema, timestampSchema } from './conversation.ts';
import type { ConnectionId } from './ids.ts';

const base = {
  id: idSchema<ConnectionId>(),
  name: z.string().trim().min(1).max(120),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

const urlText = z.string().trim().max(2048);

/** How a Bedrock connection signs in. `profile` and `default-chain` need no secret of ours. */
export const bedrockAuthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), profile: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('access-key') }),
  z.strictObject({ kind: z.literal('api-key') }),
  z.strictObject({ kind: z.literal('default-chain') }),
]);

export const connectionSchema = z.discriminatedUnion('provider', [
  z.strictObject({ ...base, provider: z.literal('demo') }),
  z.strictObject({
    ...base,
    provider: z.literal('openai'),
    /** Set only where a company's gateway stands in for api.openai.com. */
    baseUrl: urlText.exactOptional(),
    organization: z.string().max(200).exactOptional(),
    project: z.string().max(200).exactOptional(),
  }),
  z.strictObject({ ...base, provider: z.literal('openai-compatible'), baseUrl: urlText.min(1) }),
  z.strictObject({
    ...base,
    provider: z.literal('bedrock'),
    region: z
      .string()
      .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)
      .max(40),
    auth: bedrockAuthSchema,
    /** Set only for a VPC endpoint or a gateway. Used for the runtime and the control plane. */
    endpoint: urlText.exactOptional(),
  }),
]);

/**
 * What a connection signs in with. Header values count as secrets, because gateways carry keys in them.
 * Lives in the keychain as JSON, together with the origin that it is bound to.
 */
export const connectionSecretSchema = z.strictObject({
  apiKey: z.string().min(1).max(4096).exactOptional(),
  aws: z
    .strictObject({
      accessKeyId: z.string().min(1).max(128),
      secretAccessKey: z.string().min(1).max(256),
      sessionToken: z.string().min(1).max(8192).exactOptional(),
    })
    .exactOptional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(4096)).exactOptional(),
});

/** What may be said of a stored secret: that it is there, and its last four characters. */
export const secretDescriptionSchema = z.strictObject({
  apiKeyLastFour: z.string().max(4).nullable(),
  accessKeyIdLastFour: z.string().max(4).nullable(),
  hasSessionToken: z.boolean(),
  headerNames: z.array(z.string()),
});

/** Where secrets go. `session` means memory only: nothing is written, and everything is forgotten when the app closes. */
export const secretStoreStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keychain') }),
  z.strictObject({
    kind: z.literal('session'),
    reason: z.enum(['no-service', 'locked', 'denied', 'timeout']),
  }),
]);

export type BedrockAuth = z.infer<typeof bedrockAuthSchema>;
export type Connection = z.infer<typeof connectionSchema>;
export type Provider = Connection['provider'];
export type ConnectionOf<P extends Provider> = Extract<Connection, { provider: P }>;
export type ConnectionSecret = z.infer<typeof connectionSecretSchema>;
export type SecretDescription = z.infer<typeof secretDescriptionSchema>;
export type SecretStoreState = z.infer<typeof secretStoreStateSchema>;
