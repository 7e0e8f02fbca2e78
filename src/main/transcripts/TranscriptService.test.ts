import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationArchive } from '../history/History.ts';
import { newArchive } from './testing/archives.ts';
import { fromJson } from './transcriptJson.ts';
import { TranscriptService } from './TranscriptService.ts';
import type { ChooseFile } from './TranscriptService.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-transcript-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const archive = newArchive({ title: 'Trip/plan', lanes: [[{ prompt: 'Where to?', reply: 'Oslo.' }]] });
const conversationId = archive.conversation.id;
const markdown = { format: 'markdown', laneId: null, includeReasoning: false } as const;
const json = { format: 'json', laneId: null, includeReasoning: true } as const;

function newService(chooseFile: ChooseFile, stored: ConversationArchive = archive): TranscriptService {
  const live = { snapshot: () => null };
  return new TranscriptService({ history: { readArchive: async () => stored }, live, chooseFile });
}

/** A dialog that accepts the suggestion in the given folder. */
function acceptIn(target: string): ChooseFile {
  return async ({ fileName }) => join(target, fileName);
}

describe('export', () => {
  it('writes the transcript under the name that was chosen, whole and for this user only', async () => {
    const written = await newService(acceptIn(folder)).export({ conversationId, options: markdown });
    expect(written).toEqual({ fileName: 'Trip plan.md' });
    const path = join(folder, 'Trip plan.md');
    expect(await readFile(path, 'utf8')).toContain('> Oslo.');
    expect(await readdir(folder)).toEqual(['Trip plan.md']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('replaces an older one', async () => {
    await writeFile(join(folder, 'Trip plan.json'), 'old');
    await newService(acceptIn(folder)).export({ conversationId, options: json });
    expect(fromJson(await readFile(join(folder, 'Trip plan.json'), 'utf8'))).toEqual(archive);
  });

  it('does nothing when the dialog is closed', async () => {
    expect(await newService(async () => null).export({ conversationId, options: markdown })).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so when it cannot write, by the name of the file and not its path, and leaves nothing behind', async () => {
    await mkdir(join(folder, 'Trip plan.md'));
    const writing = newService(acceptIn(folder)).export({ conversationId, options: markdown });
    await expect(writing).rejects.toMatchObject({
      code: 'file/write-failed',
      details: { fileName: 'Trip plan.md' },
    });
    expect(await readdir(folder)).toEqual(['Trip plan.md']);
    const nowhere = newService(acceptIn(join(folder, 'gone'))).export({ conversationId, options: markdown });
    await expect(nowhere).rejects.toMatchObject({ code: 'file/write-failed' });
  });
});

describe('preview', () => {
  const closed: ChooseFile = async () => null;

  it('shows what would be written', async () => {
    const { text, truncated } = await newService(closed).preview({ conversationId, options: markdown });
    expect(text).toContain('# Trip/plan');
    expect(truncated).toBe(false);
  });

  it('shows the first 20,000 characters of a long one, and no half character', async () => {
    const long = newArchive({ lanes: [[{ prompt: 'p', reply: '😀'.repeat(20_000) }]] });
    const { text, truncated } = await newService(closed, long).preview({ conversationId, options: markdown });
    expect(truncated).toBe(true);
    expect(text.length).toBeGreaterThan(19_990);
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  it('shows a reply that streams as it is now', async () => {
    const message = archive.messages[1];
    if (message?.role !== 'assistant') throw new Error('There is a reply.');
    const now = { ...message, parts: [{ type: 'text', block: 0, text: 'Oslo, by train' } as const] };
    const service = new TranscriptService({
      history: { readArchive: async () => archive },
      live: { snapshot: (id) => (id === now.id ? { message: now } : null) },
      chooseFile: closed,
    });
    expect((await service.preview({ conversationId, options: markdown })).text).toContain('by train');
  });
});
