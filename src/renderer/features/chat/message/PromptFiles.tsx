import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { text } from '../../../app/text/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { fileFacts, fileName } from '../files/fileFacts.ts';
import { FileIcon } from '../files/FileIcon.tsx';
import { pictureEdge, thumbnailEdge, usePicture } from '../files/pictures.ts';
import '../files/files.css';

/** Height of a picture in a message, in pixels; known before the picture is, so that nothing moves when it comes. */
const pictureHeight = 144;
/** Wide pictures are cut, in pixels. */
const pictureWidth = 288;

/** The files that went with a prompt: pictures as pictures, others by their names. */
export function PromptFiles({ files }: { readonly files: readonly AttachmentRef[] }) {
  const [shown, setShown] = useState<AttachmentRef | null>(null);
  if (files.length === 0) return null;
  const words = text.chat.attachments;
  return (
    <>
      <ul className="prompt-files" aria-label={words.sent}>
        {files.map((file) =>
          file.kind === 'image' ? (
            <li key={file.hash}>
              <PromptPicture
                file={file}
                onShow={() => {
                  setShown(file);
                }}
              />
            </li>
          ) : (
            <li key={file.hash} className="file-card">
              <FileIcon file={file} />
              <span className="file-text">
                <span className="file-name">{fileName(file)}</span>
                <span className="file-facts">{fileFacts(file)}</span>
              </span>
            </li>
          ),
        )}
      </ul>
      {shown !== null && (
        <Dialog
          open
          size="lg"
          title={fileName(shown)}
          description={fileFacts(shown)}
          closeLabel={words.close}
          onClose={() => {
            setShown(null);
          }}
        >
          <LargePicture file={shown} />
        </Dialog>
      )}
    </>
  );
}

interface PromptPictureProps {
  readonly file: AttachmentRef;
  readonly onShow: () => void;
}

function PromptPicture({ file, onShow }: PromptPictureProps) {
  const picture = usePicture(file.hash, thumbnailEdge);
  const { width = 1, height = 1 } = file;
  const name = fileName(file);
  return (
    <button
      type="button"
      className="prompt-picture"
      aria-label={text.chat.attachments.show(name)}
      aria-haspopup="dialog"
      style={{
        height: pictureHeight,
        width: Math.min(pictureWidth, Math.max(48, Math.round((pictureHeight * width) / height))),
      }}
      onClick={onShow}
    >
      {picture.kind === 'ready' && <img src={picture.url} alt="" />}
      {picture.kind === 'failed' && <ImageOff aria-hidden="true" />}
    </button>
  );
}

function LargePicture({ file }: { readonly file: AttachmentRef }) {
  const picture = usePicture(file.hash, pictureEdge);
  return (
    <div className="picture-viewer" aria-busy={picture.kind === 'loading'}>
      {picture.kind === 'ready' && <img src={picture.url} alt={fileName(file)} />}
      {picture.kind === 'failed' && <p>{text.chat.attachments.notShown}</p>}
    </div>
  );
}
