import { useState } from 'react';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { PipelineEditor } from './editor/PipelineEditor.tsx';
import { ImportSummary } from './ImportSummary.tsx';
import { PipelineList } from './PipelineList.tsx';
import './pipelines.css';

interface PipelinesDialogProps {
  /** The one to begin to edit; null shows the list. */
  readonly editing: Pipeline | null;
  readonly onRun: (pipeline: Pipeline) => void;
  readonly onClose: () => void;
}

type Screen =
  | { readonly kind: 'list' }
  | { readonly kind: 'edit'; readonly pipeline: Pipeline | null }
  | { readonly kind: 'imported'; readonly pipelines: readonly Pipeline[] };

/** Everything that is kept of pipelines: the list, the editor, and what an import has brought. */
export function PipelinesDialog({ editing, onRun, onClose }: PipelinesDialogProps) {
  const [screen, setScreen] = useState<Screen>(
    editing === null ? { kind: 'list' } : { kind: 'edit', pipeline: editing },
  );
  const toList = () => {
    setScreen({ kind: 'list' });
  };
  switch (screen.kind) {
    case 'list':
      return (
        <PipelineList
          onRun={onRun}
          onEdit={(pipeline) => {
            setScreen({ kind: 'edit', pipeline });
          }}
          onImported={(pipelines) => {
            setScreen({ kind: 'imported', pipelines });
          }}
          onClose={onClose}
        />
      );
    case 'edit':
      return <PipelineEditor pipeline={screen.pipeline} onDone={toList} />;
    case 'imported':
      return <ImportSummary pipelines={screen.pipelines} onBack={toList} />;
  }
}
