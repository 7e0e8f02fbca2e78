/** Words of the interface: the files that go with a prompt. */
import { formatBytes, formatCount } from '../numbers.ts';

/** What a file is, by its media type, for those who cannot see its picture. */
const kinds: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'text/csv': 'CSV',
  'text/html': 'HTML',
  'text/markdown': 'Markdown',
  'text/plain': 'Text',
};

export const attachments = {
  add: 'Add files',
  list: 'Files',
  sent: 'Files of this message',
  remove: (name: string) => `Remove ${name}`,
  dismiss: (name: string) => `Dismiss ${name}`,
  show: (name: string) => `Show ${name}`,
  reading: 'Reading…',
  drop: 'Drop files to add them to your message',
  size: formatBytes,
  kind: (mediaType: string) => kinds[mediaType] ?? null,
  pixels: (width: number, height: number) => `${formatCount(width)} × ${formatCount(height)}`,
  notShown: 'This picture cannot be shown.',
  close: 'Close',
};
