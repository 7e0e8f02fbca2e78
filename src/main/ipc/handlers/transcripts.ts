import type { TranscriptService } from '../../transcripts/TranscriptService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function transcriptHandlers(transcripts: TranscriptService): HandlersOf<'transcripts'> {
  return {
    'transcripts.preview': (input) => transcripts.preview(input),
    'transcripts.export': (input) => transcripts.export(input),
  };
}
