/** Set in everything that runs inside a session, so that what the session said is not said again by each of its parts. */
export const sessionMark = 'SWITCHYARD_SESSION';

/** Whether this process runs inside a session. */
export function isInSession(): boolean {
  return process.env[sessionMark] !== undefined;
}
