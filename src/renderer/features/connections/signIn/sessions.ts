/** Which connections have a session that runs out. Pure. */
import type { Connection } from '../../../../shared/connection.ts';

/** Whether signing in to this connection may need a person again and again. */
export function hasSession(connection: Connection): boolean {
  if (connection.provider !== 'bedrock' && connection.provider !== 'sagemaker') return false;
  const { kind } = connection.auth;
  return kind === 'profile' || kind === 'sso' || kind === 'assume-role';
}
