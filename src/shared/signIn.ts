/** Signing in with the help of a person: in the browser, or with a code. */
import { z } from 'zod';
import { errorInfoSchema, timestampSchema } from './conversation.ts';

/** How a connection's session stands. Times are milliseconds since 1970, UTC. */
export const signInStateSchema = z.discriminatedUnion('kind', [
  /** Keys that do not run out, or a way to sign in that needs nobody. */
  z.strictObject({ kind: z.literal('not-needed') }),
  z.strictObject({ kind: z.literal('signed-out') }),
  /** Waits for the person in the browser. The code is shown here and there. */
  z.strictObject({
    kind: z.literal('waiting'),
    userCode: z.string().max(100),
    verificationHost: z.string().max(255),
    expiresAt: timestampSchema,
  }),
  z.strictObject({ kind: z.literal('signed-in'), expiresAt: timestampSchema.nullable() }),
  z.strictObject({ kind: z.literal('failed'), error: errorInfoSchema }),
]);

/** An account of IAM Identity Center and the roles that the person has in it. */
export const ssoAccountSchema = z.strictObject({
  accountId: z.string(),
  accountName: z.string(),
  roleNames: z.array(z.string()),
});

export type SignInState = z.infer<typeof signInStateSchema>;
export type SsoAccount = z.infer<typeof ssoAccountSchema>;
