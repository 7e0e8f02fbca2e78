/** Finds the sockets on which a process and its children wait for others, as Linux tells of them under `/proc`. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/** A TCP socket in state LISTEN, or a UDP socket that is bound and connected to nobody. */
export interface ListeningSocket {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

const tables = [
  { file: 'tcp', protocol: 'tcp', state: '0A' },
  { file: 'tcp6', protocol: 'tcp', state: '0A' },
  { file: 'udp', protocol: 'udp', state: '07' },
  { file: 'udp6', protocol: 'udp', state: '07' },
] as const;

/** The process and all that it started, directly or not. */
async function processTree(root: number): Promise<readonly number[]> {
  const tree = [root];
  for (const pid of tree) {
    const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
    for (const task of tasks) {
      const children = await readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '');
      tree.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return tree;
}

/** The inodes of all sockets that a process holds. */
async function socketsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

/** Everything that the processes of an app listen on. Linux only. */
export async function listeningSockets(root: number): Promise<readonly ListeningSocket[]> {
  const held = new Set((await Promise.all((await processTree(root)).map(socketsOf))).flat());
  const found: ListeningSocket[] = [];
  for (const { file, protocol, state } of tables) {
    const lines = (await readFile(`/proc/${root}/net/${file}`, 'utf8')).split('\n').slice(1);
    for (const line of lines) {
      // sl, local_address, rem_address, st, queues, timer, retransmits, uid, timeout, inode
      const [, local = '', , actual, , , , , , inode = ''] = line.trim().split(/\s+/);
      if (actual !== state || !held.has(inode)) continue;
      found.push({ protocol, port: Number.parseInt(local.split(':')[1] ?? '', 16) });
    }
  }
  return found;
}
