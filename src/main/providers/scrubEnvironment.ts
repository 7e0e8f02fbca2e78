/**
 * Identity comes from a connection alone. The vendors' SDKs also read it from the environment, partly with no way to say no
 * (`OPENAI_CUSTOM_HEADERS` goes to any base URL, `AWS_BEARER_TOKEN_BEDROCK` shadows explicit credentials), so what they
 * would read is deleted from our own environment when the app starts. `NODE_TLS_REJECT_UNAUTHORIZED` goes with them,
 * because certificates are always checked, and the variable that lets Google's library start a program that a file names. AWS profiles and regions stay: they are what a profile sign-in needs.
 */

const refused =
  /^(OPENAI_.*|AWS_BEARER_TOKEN_BEDROCK|AWS_BEDROCK_BASE_URL|GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES|NODE_TLS_REJECT_UNAUTHORIZED)$/i;

/** Deletes the variables in place and returns their names, never their values. */
export function scrubProviderEnvironment(env: Record<string, string | undefined>): readonly string[] {
  const names = Object.keys(env).filter((name) => refused.test(name));
  for (const name of names) Reflect.deleteProperty(env, name);
  return names;
}
