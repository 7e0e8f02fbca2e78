/**
 * Connections: configured accounts at a provider. A connection never holds a secret; its secret lies in the keychain under
 * its id. What a person types into a form travels once, renderer to main, as a `ConnectionSecret`, and never back.
 */
import { z } from 'zod';
import { awsAuthSchema, awsRegionSchema } from './aws.ts';
import { presetIds } from './connectionPresets.ts';
import { timestampSchema } from './conversation.ts';
import { isHeaderName, maxHeaders } from './headerNames.ts';
import { idSchema } from './idSchema.ts';
import type { ConnectionId } from './ids.ts';

const base = {
  id: idSchema<ConnectionId>(),
  name: z.string().trim().min(1).max(120),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

const urlText = z.string().trim().max(2048);

/** How long a connection waits, in seconds; null waits for ever. Left out: the usual (120 and 60, endless on this machine). */
const patienceSchema = z.strictObject({
  firstEventSeconds: z.number().int().min(1).max(86_400).nullable(),
  betweenEventsSeconds: z.number().int().min(1).max(86_400).nullable(),
});

/** What every connection that reaches a server may say. */
const reach = {
  /** Ids that were typed and worked: deployments, profiles, endpoints that no list names. */
  typedModels: z.array(z.string().min(1).max(2048)).max(500).exactOptional(),
  patience: patienceSchema.exactOptional(),
};

/** How an Azure connection signs in: a key, a token that was typed, or a program that prints one. */
const azureAuthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('api-key') }),
  z.strictObject({ kind: z.literal('entra-token') }),
  /** Started without a shell, and only after it was confirmed in a dialog of the system. */
  z.strictObject({
    kind: z.literal('entra-command'),
    program: z.string().min(1).max(1024),
    args: z.array(z.string().max(1024)).max(50),
  }),
]);

/** Which of Azure's two surfaces is spoken: v1 without versions, or a deployment's own path. */
const azureApiSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('v1'), wire: z.enum(['responses', 'chat']) }),
  z.strictObject({ kind: z.literal('classic'), apiVersion: z.string().regex(/^[\w.-]{1,40}$/) }),
]);

export const connectionSchema = z.discriminatedUnion('provider', [
  z.strictObject({ ...base, provider: z.literal('demo') }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('openai'),
    /** Set only where a company's gateway stands in for api.openai.com. */
    baseUrl: urlText.exactOptional(),
    organization: z.string().max(200).exactOptional(),
    project: z.string().max(200).exactOptional(),
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('openai-compatible'),
    baseUrl: urlText.min(1),
    preset: z.enum(presetIds).exactOptional(),
    /** Sent as `OpenAI-Project`, where the service has such a thing (CoreWeave: `team/project`). */
    project: z.string().max(200).exactOptional(),
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('azure-openai'),
    /** The resource: `https://NAME.openai.azure.com` or `https://NAME.services.ai.azure.com`. */
    endpoint: urlText.min(1),
    api: azureApiSchema,
    auth: azureAuthSchema,
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('google-vertex'),
    project: z.string().min(1).max(200),
    /** `global` or a region such as `europe-west4`. */
    location: z.string().regex(/^[a-z0-9-]{2,40}$/),
    /** Set only for a gateway. Signs in with Application Default Credentials. */
    endpoint: urlText.exactOptional(),
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('oci'),
    region: z.string().regex(/^[a-z]{2,5}(-[a-z]+)+-\d$/),
    wire: z.enum(['responses', 'chat']),
    /** The project's OCID; Responses needs one. */
    project: z.string().max(300).exactOptional(),
    endpoint: urlText.exactOptional(),
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('bedrock'),
    region: awsRegionSchema,
    auth: awsAuthSchema,
    /** Set only for a VPC endpoint or a gateway. Used for the runtime, mantle and the control plane. */
    endpoint: urlText.exactOptional(),
    /** Data residency: nothing of this connection is ever sent to a region outside of these. */
    allowedRegions: z.array(awsRegionSchema).min(1).max(50).exactOptional(),
    /** Cache points in long prefixes. On unless said otherwise. */
    promptCaching: z.boolean().exactOptional(),
    guardrail: z
      .strictObject({
        id: z.string().min(1).max(2048),
        version: z.string().regex(/^(\d{1,8}|DRAFT)$/),
        trace: z.boolean(),
      })
      .exactOptional(),
    /** Where a request goes when its first place is throttled or down, in order. What is left out stays as it is. */
    failover: z
      .array(
        z.strictObject({
          region: awsRegionSchema.exactOptional(),
          profile: z.string().min(1).max(200).exactOptional(),
        }),
      )
      .max(5)
      .exactOptional(),
  }),
  z.strictObject({
    ...base,
    ...reach,
    provider: z.literal('sagemaker'),
    region: awsRegionSchema,
    /** As Bedrock, but without its API keys. */
    auth: awsAuthSchema,
    endpointName: z
      .string()
      .regex(/^[A-Za-z0-9](-?[A-Za-z0-9])*$/)
      .max(63),
    inferenceComponent: z
      .string()
      .regex(/^[A-Za-z0-9](-?[A-Za-z0-9])*$/)
      .max(63)
      .exactOptional(),
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
  headers: z
    .record(z.string().refine(isHeaderName), z.string().max(4096))
    .refine((headers) => Object.keys(headers).length <= maxHeaders)
    .exactOptional(),
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

export type Connection = z.infer<typeof connectionSchema>;
export type Provider = Connection['provider'];
export type ConnectionOf<P extends Provider> = Extract<Connection, { provider: P }>;
export type AzureAuth = z.infer<typeof azureAuthSchema>;
export type AzureApi = z.infer<typeof azureApiSchema>;
export type ConnectionSecret = z.infer<typeof connectionSecretSchema>;
export type SecretDescription = z.infer<typeof secretDescriptionSchema>;
export type SecretStoreState = z.infer<typeof secretStoreStateSchema>;
