import { FileText, X } from 'lucide-react';
import { text } from '../../../app/text/text.ts';

/** The beginning of a paste, so that it is told from another. */
const previewLength = 60;

interface PastesProps {
  readonly pastes: readonly string[];
  readonly onRemove: (index: number) => void;
}

/** Long pastes, one line each. They are sent before what is typed. */
export function Pastes({ pastes, onRemove }: PastesProps) {
  const words = text.chat.composer;
  if (pastes.length === 0) return null;
  return (
    <ul className="composer-pastes" aria-label={words.pastes}>
      {pastes.map((paste, index) => (
        <li key={`${String(index)} ${String(paste.length)}`} className="composer-paste">
          <FileText aria-hidden="true" />
          <span className="composer-paste-text" dir="auto">
            {paste.slice(0, previewLength)}
          </span>
          <span className="composer-paste-size">{words.pasteSize(paste.length)}</span>
          <button
            type="button"
            className="composer-chip-remove"
            aria-label={words.removePaste(index + 1)}
            onClick={() => {
              onRemove(index);
            }}
          >
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
