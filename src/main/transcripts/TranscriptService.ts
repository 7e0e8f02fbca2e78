import { basename } from 'node:path';
import type { Message } from '../../shared/conversation.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { RouteOutput, RouteParsedInput, TranscriptOptions } from '../../shared/ipc/routes.ts';
import { fileNameFor } from '../files/fileNameFor.ts';
import { writeTextFile } from '../files/writeTextFile.ts';
import type { ConversationArchive, History } from '../history/History.ts';
import { toJson } from './transcriptJson.ts';

/** Asks a person where to write, in the system's own dialog. Null when they closed it. */
export type ChooseFile = (suggestion: {
  readonly fileName: string;
  readonly format: TranscriptOptions['format'];
}) => Promise<string | null>;

interface TranscriptServiceOptions {
  readonly history: Pick<History, 'readArchive'>;
  /** The replies that stream now, whose rows are still empty. */
  readonly live: { snapshot(id: MessageId): { readonly message: Message } | null };
  readonly chooseFile: ChooseFile;
}

const endings: Readonly<Record<TranscriptOptions['format'], string>> = { markdown: '.md', json: '.json' };

/** How much a preview shows, in UTF-16 units. */
const previewLength = 20_000;

/** Shows and writes conversations in open formats. The path comes from the dialog and from nowhere else. */
export class TranscriptService {
  readonly #options: TranscriptServiceOptions;

  constructor(options: TranscriptServiceOptions) {
    this.#options = options;
  }

  async preview({
    conversationId,
    options,
  }: RouteParsedInput<'transcripts.preview'>): Promise<RouteOutput<'transcripts.preview'>> {
    const text = await render(await this.#archive(conversationId), options);
    const truncated = text.length > previewLength;
    // A pair of surrogates is not torn apart.
    return { text: text.slice(0, previewLength).replace(/[\uD800-\uDBFF]$/, ''), truncated };
  }

  /** Null when the dialog was closed. Throws `file/write-failed`. */
  async export({
    conversationId,
    options,
  }: RouteParsedInput<'transcripts.export'>): Promise<RouteOutput<'transcripts.export'>> {
    const { conversation } = await this.#archive(conversationId);
    const fileName = fileNameFor(conversation.title, endings[options.format], 'conversation');
    const path = await this.#options.chooseFile({ fileName, format: options.format });
    if (path === null) return null;
    // Read again: the dialog may have stood open while a reply went on.
    await writeTextFile(path, await render(await this.#archive(conversationId), options));
    return { fileName: basename(path) };
  }

  async #archive(
    id: RouteParsedInput<'transcripts.preview'>['conversationId'],
  ): Promise<ConversationArchive> {
    const { history, live } = this.#options;
    const archive = await history.readArchive(id);
    const messages = archive.messages.map((message) => live.snapshot(message.id)?.message ?? message);
    return { ...archive, messages };
  }
}

/** The Markdown writer comes with a parser, which is loaded when it is first needed. */
async function render(archive: ConversationArchive, options: TranscriptOptions): Promise<string> {
  if (options.format === 'json') return toJson(archive, options);
  const { toMarkdown } = await import('./toMarkdown.ts');
  return toMarkdown(archive, options);
}
