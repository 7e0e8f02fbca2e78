/** Signing in with the help of a person. No token and no code ever comes back. */
import { z } from 'zod';
import { ssoRoleSchema } from '../../aws.ts';
import { connectionSchema } from '../../connection.ts';
import { signInStateSchema, ssoAccountSchema } from '../../signIn.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, connectionId } from './shapes.ts';

export const signInRoutes = {
  /** Begins signing in for a connection as it stands in the form; `signIn.changed` tells how it goes. */
  'signIn.begin': defineRoute({ input: z.strictObject({ connection: connectionSchema }), output: nothing }),
  'signIn.cancel': defineRoute({ input: z.strictObject({ connectionId }), output: nothing }),
  'signIn.state': defineRoute({
    input: z.strictObject({ connection: connectionSchema }),
    output: signInStateSchema,
  }),
  /** Signs in to IAM Identity Center if need be (`signIn.changed` under `connectionId`) and lists what can be chosen there. */
  'signIn.ssoAccounts': defineRoute({
    input: z.strictObject({ connectionId, ...ssoRoleSchema.pick({ startUrl: true, ssoRegion: true }).shape }),
    output: z.array(ssoAccountSchema),
  }),
  /** Answers `code.asked`; null when the person gave up. */
  'signIn.answerCode': defineRoute({
    input: z.strictObject({ requestId: z.string().max(100), code: z.string().min(1).max(100).nullable() }),
    output: nothing,
  }),
} satisfies Record<string, RouteDefinition>;
