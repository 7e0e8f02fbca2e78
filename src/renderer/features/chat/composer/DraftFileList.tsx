import { CircleAlert, CircleSlash2, Info, X } from 'lucide-react';
import { useStore } from 'zustand';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { cleanName } from '../../../../shared/invisibleText.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import type { FileDraft, RefusedFile } from '../files/FileDraft.ts';
import { fileFacts, fileName } from '../files/fileFacts.ts';
import { FileIcon } from '../files/FileIcon.tsx';
import { useDraftFiles } from '../files/useDraftFiles.ts';
import type { PlanNote, PlanNotes } from './plan/planNotes.ts';

interface DraftFileListProps {
  readonly draft: FileDraft;
  readonly notes: PlanNotes;
  readonly id: string;
}

/** The files that go with the next prompt, what will happen to each, and those that were not taken, with the reason. */
export function DraftFileList({ draft, notes, id }: DraftFileListProps) {
  const files = useDraftFiles(draft);
  const { reading, refused } = useStore(draft.intake);
  if (files.length + reading.length + refused.length === 0) return null;
  const words = text.chat.attachments;
  return (
    <ul id={id} className="file-list" aria-label={words.list}>
      {/* First, or a long list would hide them. */}
      {refused.map((file) => (
        <RefusedFileCard key={`refused ${String(file.key)}`} file={file} draft={draft} />
      ))}
      {files.map((file) => (
        <DraftFile key={file.hash} file={file} draft={draft} notes={notes.byFile.get(file.hash) ?? []} />
      ))}
      {reading.map(({ key, name }) => (
        <li key={`reading ${String(key)}`} className="file-card" aria-busy="true">
          <span className="file-icon" />
          <span className="file-text">
            <span className="file-name">{cleanName(name)}</span>
            <span className="file-facts">{words.reading}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface DraftFileProps {
  readonly file: AttachmentRef;
  readonly draft: FileDraft;
  readonly notes: readonly PlanNote[];
}

function DraftFile({ file, draft, notes }: DraftFileProps) {
  const name = fileName(file);
  const problem = notes.some(({ tone }) => tone === 'problem');
  return (
    <li className="file-card" data-tone={problem ? 'problem' : undefined}>
      <FileIcon file={file} />
      <span className="file-text">
        <span className="file-name" title={name}>
          {name}
        </span>
        <span className="file-facts">{fileFacts(file)}</span>
        {notes.map((note) => (
          <span key={note.key} className="file-note" data-tone={note.tone}>
            {note.tone === 'problem' ? <CircleAlert aria-hidden="true" /> : <Info aria-hidden="true" />}
            {note.sentence}
          </span>
        ))}
      </span>
      <button
        type="button"
        className="composer-chip-remove"
        aria-label={text.chat.attachments.remove(name)}
        onClick={() => {
          draft.remove(file.hash);
        }}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}

function RefusedFileCard({ file, draft }: { readonly file: RefusedFile; readonly draft: FileDraft }) {
  const name = cleanName(file.name);
  const { title, next } = describeError(file.error);
  return (
    <li className="file-card" data-tone="refused" role="alert">
      <span className="file-icon">
        <CircleSlash2 aria-hidden="true" />
      </span>
      <span className="file-text">
        {/* Most reasons name the file themselves. */}
        {name !== '' && file.error.details?.fileName === undefined && (
          <span className="file-name">{name}</span>
        )}
        <span className="file-note" data-tone="problem">
          {title} {next}
        </span>
      </span>
      <button
        type="button"
        className="composer-chip-remove"
        aria-label={text.chat.attachments.dismiss(name)}
        onClick={() => {
          draft.dismiss(file.key);
        }}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}
