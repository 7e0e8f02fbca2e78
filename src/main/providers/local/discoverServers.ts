/**
 * Finds model servers on this very machine: asks the usual loopback ports for their models, all at once and not for long.
 * Nothing but the question is sent, no key, no cookie; a redirect is no answer, so the question never leaves the machine.
 */
import type { Clock } from '../../../shared/clock.ts';
import type { Connection } from '../../../shared/connection.ts';
import { connectionPresets, type PresetId } from '../../../shared/connectionPresets.ts';
import { isLoopback } from '../../../shared/loopback.ts';
import type { Network } from '../../network/Network.ts';
import { parseModelList } from '../openai/parseModelList.ts';
import { readAtMost } from '../readAtMost.ts';
import { parseJson } from '../readJson.ts';
import { withDeadline } from '../watchStream.ts';

/** A server that answered and has no connection yet. */
export interface FoundServer {
  readonly preset: PresetId;
  readonly baseUrl: string;
  readonly modelCount: number;
}

/** Where a kind of server usually listens. */
export interface UsualServer {
  readonly preset: PresetId;
  readonly port: number;
}

export interface DiscoverOptions {
  readonly network: Network;
  readonly clock: Clock;
  readonly connections: readonly Connection[];
  /** The usual ports of the presets unless said otherwise. */
  readonly servers?: readonly UsualServer[];
}

/** The longest that all of it may take, in milliseconds: a server on this machine answers at once or is not there. */
const patienceMs = 1_500;
const listBytes = 4 * 1024 * 1024;
// Some listen on one of the two only.
const addresses = ['127.0.0.1', '[::1]'] as const;

function usualServers(): readonly UsualServer[] {
  return connectionPresets
    .filter(({ kind }) => kind === 'local')
    .map(({ id, baseUrl }) => ({ preset: id, port: Number(new URL(baseUrl).port) }));
}

/** The loopback ports that connections lead to already, under whichever name of this machine. */
function connectedPorts(connections: readonly Connection[]): ReadonlySet<number> {
  const ports = connections.flatMap((connection) => {
    if (connection.provider !== 'openai-compatible' || !URL.canParse(connection.baseUrl)) return [];
    const url = new URL(connection.baseUrl);
    return isLoopback(url.hostname) ? [Number(url.port)] : [];
  });
  return new Set(ports);
}

async function countModels(baseUrl: string, options: DiscoverOptions): Promise<number | null> {
  const { network, clock } = options;
  const ask = async (signal: AbortSignal): Promise<number | null> => {
    const response = await network.fetch(`${baseUrl}/models`, { redirect: 'manual', signal });
    if (response.status !== 200) return null;
    return parseModelList(parseJson(await readAtMost(response.body, listBytes)))?.length ?? null;
  };
  try {
    return await withDeadline(ask, { clock, ms: patienceMs, signal: new AbortController().signal });
  } catch {
    // Nobody there, or somebody else.
    return null;
  }
}

async function find({ preset, port }: UsualServer, options: DiscoverOptions): Promise<FoundServer | null> {
  const urls = addresses.map((address) => `http://${address}:${String(port)}/v1`);
  const counts = await Promise.all(urls.map((baseUrl) => countModels(baseUrl, options)));
  const index = counts.findIndex((count) => count !== null);
  const [baseUrl, modelCount] = [urls[index], counts[index] ?? null];
  return baseUrl === undefined || modelCount === null ? null : { preset, baseUrl, modelCount };
}

/** The servers that answer, in the order of the presets. Never rejects. */
export async function discoverServers(options: DiscoverOptions): Promise<readonly FoundServer[]> {
  const connected = connectedPorts(options.connections);
  const servers = (options.servers ?? usualServers()).filter(({ port }) => !connected.has(port));
  const found = await Promise.all(servers.map((server) => find(server, options)));
  return found.filter((server) => server !== null);
}
