import type { ConnectionSecret } from '../../shared/connection.ts';

/** Every value in a secret that must never be seen: what the log and the errors have to blank. */
export function secretValues({ apiKey, aws, headers }: ConnectionSecret): readonly string[] {
  const values = [
    apiKey,
    aws?.accessKeyId,
    aws?.secretAccessKey,
    aws?.sessionToken,
    ...Object.values(headers ?? {}),
  ];
  return values.filter((value) => value !== undefined);
}
