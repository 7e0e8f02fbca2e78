/** Files on their way to a model: chosen in the system's dialog, looked at in main, sent as the wire takes them. */
import { writeFile } from 'node:fs/promises';
import { pictureFile } from '../../src/main/attachments/testing/imageFiles.ts';
import { pdfFile } from '../../src/main/attachments/testing/pdfFile.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

test('a picture, a PDF and a text go to a chat service; a program does not', async ({
  app,
  startFake,
}, testInfo) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Seen and read.' }] });
  await connectServer(window, fake, 'Desk');
  await window.pane().modelButton.click();
  await window.picker('change').useId('seeing-model', 'Desk');

  const file = (name: string): string => testInfo.outputPath(name);
  await writeFile(file('wide.png'), await pictureFile('png', { width: 8100, height: 4 }));
  await writeFile(file('letter.pdf'), pdfFile([['Dear reader']]));
  await writeFile(file('notes.md'), '# Notes');
  await writeFile(file('program'), Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0));
  await app.choose(['wide.png', 'letter.pdf', 'notes.md', 'program'].map(file));
  const { composer } = window;
  await composer.addFilesButton.click();
  await expect(composer.notice).toContainText('program');
  await expect(composer.files).toHaveCount(3);
  await expect(composer.files.filter({ hasText: 'wide.png' })).toContainText('8,100 × 4');

  await composer.send('What is this?');
  await expect(window.pane().reply('seeing-model').root).toContainText('Seen and read.');
  const [request] = fake.streams;
  expect(request?.json).toMatchObject({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,/u) } },
          {
            type: 'text',
            text: [
              'File “letter.pdf”:\n```\nDear reader\n```',
              'File “notes.md”:\n```md\n# Notes\n```',
              'What is this?',
            ].join('\n\n'),
          },
        ],
      },
    ],
  });
});
