import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import { RequestError } from '../../app/client.ts';
import { fakeMain, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { TranscriptDialog } from './TranscriptDialog.tsx';

async function renderDialog() {
  const conversationId = newId<ConversationId>();
  const onClose = vi.fn<() => void>();
  const main = fakeMain()
    .answer('transcripts.preview', ({ options }) => ({
      text: `${options.format}${options.includeReasoning ? ' with reasoning' : ''}`,
      truncated: false,
    }))
    .answer('transcripts.export', () => ({ fileName: 'Trip plan.md' }));
  const opened = await renderInWorkspace(
    <TranscriptDialog conversationId={conversationId} laneId={null} onClose={onClose} />,
    main,
  );
  return { ...opened, conversationId, onClose };
}

test('the preview follows the options', async () => {
  const { user } = await renderDialog();
  expect(await screen.findByText('markdown')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: 'JSON' }));
  await user.click(screen.getByRole('checkbox', { name: 'With reasoning' }));
  expect(await screen.findByText('json with reasoning')).toBeDefined();
});

test('an export says the name of its file', async () => {
  const { main, user, conversationId, onClose } = await renderDialog();
  await user.click(await screen.findByRole('button', { name: 'Export…' }));
  expect(await screen.findByText('Saved as Trip plan.md.')).toBeDefined();
  expect(main.inputsOf('transcripts.export')).toEqual([
    { conversationId, options: { format: 'markdown', laneId: null, includeReasoning: false } },
  ]);
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(onClose).toHaveBeenCalledOnce();
});

test('a failure is said in the dialog, and closing the file dialog is none', async () => {
  const { main, user } = await renderDialog();
  main.answer('transcripts.export', () => null);
  await user.click(await screen.findByRole('button', { name: 'Export…' }));
  expect(screen.queryByText(/Saved as/)).toBeNull();
  main.answer('transcripts.export', () => {
    const details = { fileName: 'Trip plan.md' };
    throw new RequestError({ code: 'file/write-failed', message: 'no', retryable: true, details });
  });
  await user.click(screen.getByRole('button', { name: 'Export…' }));
  expect((await screen.findByRole('alert')).textContent).toContain('“Trip plan.md” could not be written');
});
