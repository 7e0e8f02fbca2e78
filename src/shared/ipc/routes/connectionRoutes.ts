/** Accounts at providers, their models, and the way to their servers. */
import { z } from 'zod';
import { connectionSchema, connectionSecretSchema, secretDescriptionSchema } from '../../connection.ts';
import { presetIds } from '../../connectionPresets.ts';
import { errorInfoSchema } from '../../conversation.ts';
import { modelInfoSchema, modelOverrideSchema, modelVerdictSchema } from '../../model.ts';
import { extraAuthoritySchema } from '../../network.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, connectionId, hopTimes } from './shapes.ts';

export const connectionRoutes = {
  /** Creates or replaces a connection. A secret is only ever set; leaving it out keeps the one in the keychain. */
  'connections.save': defineRoute({
    input: z.strictObject({
      connection: connectionSchema,
      secret: connectionSecretSchema.exactOptional(),
      /** Plain `http:` to a host that is not this machine needs this said explicitly. */
      allowInsecure: z.boolean().exactOptional(),
    }),
    output: nothing,
  }),
  'connections.delete': defineRoute({ input: z.strictObject({ id: connectionId }), output: nothing }),
  /** What may be said of the stored secret. */
  'connections.describeSecret': defineRoute({
    input: z.strictObject({ id: connectionId }),
    output: secretDescriptionSchema.nullable(),
  }),
  'connections.deleteSecret': defineRoute({ input: z.strictObject({ id: connectionId }), output: nothing }),
  /** Tries a connection as it stands in the form, saved or not. A failure is an answer, not an error of the route. */
  'connections.test': defineRoute({
    input: z.strictObject({
      connection: connectionSchema,
      secret: connectionSecretSchema.exactOptional(),
      allowInsecure: z.boolean().exactOptional(),
    }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), modelCount: z.number().int(), hops: hopTimes }),
      /** `details.hop` of the error names the station where it stopped. */
      z.strictObject({ ok: z.literal(false), error: errorInfoSchema, hops: hopTimes }),
    ]),
  }),
  /** The models that a connection offers, from its server. Kept for the session; `refresh` asks again. */
  'connections.models': defineRoute({
    input: z.strictObject({ id: connectionId, refresh: z.boolean() }),
    output: z.array(modelInfoSchema),
  }),
  /** Names (only) of the profiles in the AWS configuration files of this user. */
  'connections.awsProfiles': defineRoute({
    input: nothing,
    output: z.array(z.strictObject({ name: z.string().max(200), region: z.string().max(40).nullable() })),
  }),
  /** Servers on this machine that answer on their usual loopback ports and have no connection yet. */
  'connections.discover': defineRoute({
    input: nothing,
    output: z.array(
      z.strictObject({ preset: z.enum(presetIds), baseUrl: z.string(), modelCount: z.number().int() }),
    ),
  }),
  /** What a person has set for a model; null takes it back. */
  'models.setOverride': defineRoute({
    input: z.strictObject({
      connectionId,
      modelId: z.string().min(1).max(2048),
      override: modelOverrideSchema.nullable(),
    }),
    output: nothing,
  }),
  'models.override': defineRoute({
    input: z.strictObject({ connectionId, modelId: z.string().min(1).max(2048) }),
    output: modelOverrideSchema.nullable(),
  }),
  /** "Test this model": tries the routes with a request of a few tokens. A failure is an answer. */
  'models.probe': defineRoute({
    input: z.strictObject({ connectionId, modelId: z.string().min(1).max(2048) }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), verdict: modelVerdictSchema }),
      z.strictObject({ ok: z.literal(false), error: errorInfoSchema }),
    ]),
  }),
  /** A certificate authority from a file that the person chooses in the system's own dialog. Null when it was closed. */
  'network.chooseAuthority': defineRoute({ input: nothing, output: extraAuthoritySchema.nullable() }),
  /** What the proxy asks for; kept in the keychain. Null forgets it. */
  'network.setProxyPassword': defineRoute({
    input: z.strictObject({
      credentials: z.strictObject({ user: z.string().max(500), password: z.string().max(2000) }).nullable(),
    }),
    output: nothing,
  }),
} satisfies Record<string, RouteDefinition>;
