import { File, FileImage, FileSpreadsheet, FileText, FileType } from 'lucide-react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { thumbnailEdge, usePicture } from './pictures.ts';
import './files.css';

const icons: Readonly<Record<string, typeof File>> = {
  'application/pdf': FileType,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': FileSpreadsheet,
  'text/csv': FileSpreadsheet,
};

/** The small picture before a file's name: the image itself, or the sign of its kind. Says nothing that the name does not. */
export function FileIcon({ file }: { readonly file: AttachmentRef }) {
  if (file.kind === 'image') return <ImageIcon hash={file.hash} />;
  const Icon = icons[file.mediaType] ?? (file.kind === 'text' ? FileText : File);
  return (
    <span className="file-icon">
      <Icon aria-hidden="true" />
    </span>
  );
}

function ImageIcon({ hash }: { readonly hash: string }) {
  const picture = usePicture(hash, thumbnailEdge);
  return (
    <span className="file-icon">
      {picture.kind === 'ready' ? <img src={picture.url} alt="" /> : <FileImage aria-hidden="true" />}
    </span>
  );
}
