import { afterAll, describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../shared/attachment.ts';
import { systemClock } from '../../shared/clock.ts';
import { FileThread } from '../attachments/FileThread.ts';
import { HistoryAttachmentStore } from '../attachments/HistoryAttachmentStore.ts';
import { pictureFile } from '../attachments/testing/imageFiles.ts';
import { docxFile, paragraph } from '../attachments/testing/officeFiles.ts';
import { pdfFile } from '../attachments/testing/pdfFile.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { checkSend } from './checkSend.ts';
import { planFiles } from './planFiles.ts';
import { prepareAttachments, textProblems } from './prepareAttachments.ts';
import type { WireLimits } from './wireLimits.ts';

const entry = new URL('../attachments/fileWorker.ts', import.meta.url);
const thread = new FileThread({ entry, clock: systemClock });
const history = openLocalHistory();
const store = new HistoryAttachmentStore(history, thread);

afterAll(async () => {
  await thread.close();
  await history.close();
});

const limits: WireLimits = {
  images: { mediaTypes: ['image/png', 'image/jpeg'], maxCount: 3, maxBytes: 100_000, maxEdge: 40 },
  documents: { mediaTypes: ['application/pdf'], maxCount: 1, maxBytes: 100_000, names: 'restricted' },
  replayFamily: null,
  refusedParameters: [],
};
const wordsOnly: WireLimits = { replayFamily: null, refusedParameters: [] };

function add(name: string, data: string | Uint8Array): Promise<AttachmentRef> {
  return store.add({ name, data: typeof data === 'string' ? Buffer.from(data) : data });
}

describe('prepareAttachments', () => {
  it('gives each message its files as the wire takes them, and says what was changed', async () => {
    const pdf = await add('Ünal.pdf', pdfFile([['A page']]));
    const docx = await add('letter.docx', docxFile(paragraph('Dear reader')));
    const photo = await add('photo.png', await pictureFile('png', { width: 80, height: 40 }));
    const code = await add('main.ts', 'const fence = "```";');
    const [first, second] = await prepareAttachments(
      store,
      [
        [photo, code],
        [pdf, docx],
      ],
      limits,
    );
    expect(first?.attachments).toMatchObject([{ kind: 'image', name: 'photo.png', mediaType: 'image/png' }]);
    expect(first?.text).toBe('File “main.ts”:\n````ts\nconst fence = "```";\n````');
    expect(first?.notices).toEqual([{ kind: 'attachment-changed', name: 'photo.png', change: 'resized' }]);
    expect(second?.attachments).toMatchObject([
      { kind: 'document', name: 'Unal', mediaType: 'application/pdf' },
    ]);
    expect(second?.text).toBe('File “letter.docx”:\n```\nDear reader\n```');
    expect(second?.notices).toEqual([
      { kind: 'attachment-changed', name: 'Ünal.pdf', change: 'renamed' },
      { kind: 'attachment-changed', name: 'letter.docx', change: 'sent-as-text' },
    ]);
  });

  it('goes on without what an earlier message has and this wire does not take', async () => {
    const photo = await add('old.png', await pictureFile('png', { width: 20, height: 20 }));
    const scan = await add('scan.pdf', pdfFile([[]]));
    const [first] = await prepareAttachments(store, [[photo, scan], []], wordsOnly);
    expect(first).toEqual({
      attachments: [],
      text: '[Not included: the image “old.png”]\n\n[Not included: the file “scan.pdf”]',
      notices: [
        { kind: 'attachment-changed', name: 'old.png', change: 'left-out' },
        { kind: 'attachment-changed', name: 'scan.pdf', change: 'left-out' },
      ],
    });
  });

  it('sends nothing while a file of the newest prompt is in the way', async () => {
    const photo = await add('new.png', await pictureFile('png', { width: 21, height: 20 }));
    const scan = await add('new scan.pdf', pdfFile([[], []]));
    await expect(prepareAttachments(store, [[photo]], wordsOnly)).rejects.toMatchObject({
      code: 'attachment/unsupported',
      details: { fileName: 'new.png' },
    });
    await expect(prepareAttachments(store, [[scan]], wordsOnly)).rejects.toMatchObject({
      code: 'attachment/unreadable',
      details: { fileName: 'new scan.pdf' },
    });
    await expect(prepareAttachments(store, [[photo, photo, photo, photo]], limits)).rejects.toMatchObject({
      code: 'attachment/too-many',
      details: { limit: 3 },
    });
  });

  it('has nothing to do without files', async () => {
    expect(await prepareAttachments(store, [[], []], limits)).toEqual([
      { attachments: [], text: '', notices: [] },
      { attachments: [], text: '', notices: [] },
    ]);
  });
});

describe('textProblems', () => {
  it('finds files without a text and files with too much of it', async () => {
    const scan = await add('scan.pdf', pdfFile([[]]));
    const broken = await add('broken.pdf', '%PDF-1.7');
    const long = await add('long.txt', 'a'.repeat(2_000_001));
    const good = await add('good.txt', 'words');
    const { messages } = planFiles([[scan, broken, long, good]], wordsOnly);
    expect(await textProblems(store, messages[0] ?? [])).toEqual([
      { kind: 'no-text-found', hash: scan.hash },
      { kind: 'no-text-found', hash: broken.hash },
      { kind: 'file-too-large', hash: long.hash, limit: 2_000_000 },
    ]);
  });
});

describe('checkSend', () => {
  it('joins what is planned with what the files hold', async () => {
    const scan = await add('scan.pdf', pdfFile([[]]));
    const letter = await add('letter.docx', docxFile(paragraph('Dear reader')));
    const checked = await checkSend(store, {
      limits: wordsOnly,
      messages: [{ role: 'user', text: '', files: [scan, letter] }],
      parameters: {},
      inputTokens: 11,
      room: 10,
    });
    expect(checked).toEqual({
      repairs: [
        { kind: 'sent-as-text', hash: scan.hash },
        { kind: 'sent-as-text', hash: letter.hash },
      ],
      problems: [
        { kind: 'context-too-long', tokens: 11, limit: 10 },
        { kind: 'no-text-found', hash: scan.hash },
      ],
    });
  });
});
