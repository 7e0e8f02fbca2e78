import type { Connection } from '../../../shared/connection.ts';
import type { Notice } from '../../../shared/stream.ts';

/** Where a request can go: a connection as it is used, and what to say when it answers in place of the first. */
export interface Place {
  readonly connection: Connection;
  /** Null for the connection as it is set up. */
  readonly elsewhere: Pick<Extract<Notice, { kind: 'failed-over' }>, 'region' | 'profile'> | null;
}

/** The connection itself, and after it the places that its person has chosen to fall back on, in order. */
export function failoverPlaces(connection: Connection): readonly Place[] {
  const itself: Place = { connection, elsewhere: null };
  if (connection.provider !== 'bedrock') return [itself];
  const others = (connection.failover ?? []).map(({ region, profile }): Place => ({
    connection: {
      ...connection,
      ...(region !== undefined && { region }),
      ...(profile !== undefined && { auth: { kind: 'profile', profile } }),
    },
    elsewhere: { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) },
  }));
  return [itself, ...others];
}
