import { Download, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { pipelineOf, recipes as allRecipes } from '../../../shared/recipes.ts';
import { text } from '../../app/text/text.ts';
import { useSavedList } from '../../app/useSavedList.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ErrorBanner } from './ErrorBanner.tsx';
import { PipelineRow } from './PipelineRow.tsx';
import type { RowDeeds } from './PipelineRow.tsx';
import { usePipelineDeeds } from './usePipelineDeeds.ts';

const words = text.pipelines.list;

interface PipelineListProps {
  readonly onRun: (pipeline: Pipeline) => void;
  /** Null: a new one. */
  readonly onEdit: (pipeline: Pipeline | null) => void;
  readonly onImported: (pipelines: readonly Pipeline[]) => void;
  readonly onClose: () => void;
}

const finds = (query: string) => {
  const wanted = query.trim().toLowerCase();
  return ({ name, description }: Pipeline) => `${name} ${description}`.toLowerCase().includes(wanted);
};

/** The person's own pipelines and the recipes that come with the app. */
export function PipelineList({ onRun, onEdit, onImported, onClose }: PipelineListProps) {
  const list = useSavedList('pipeline');
  const deeds = usePipelineDeeds();
  const [query, setQuery] = useState('');
  const [shipped] = useState(() => allRecipes.map((recipe) => pipelineOf(recipe, 0)));
  const own = list.items.filter(finds(query));
  const recipes = shipped.filter(finds(query));
  const shared = { onRun, onDuplicate: (pipeline: Pipeline) => void deeds.duplicate(pipeline) };
  const ownDeeds = {
    onEdit,
    onExport: (pipeline: Pipeline) => void deeds.exportAll([pipeline]),
    onDelete: (pipeline: Pipeline) => void deeds.remove(pipeline),
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.intro}
      size="lg"
      closeLabel={text.shell.close}
    >
      <div className="pipeline-tools">
        <TextField
          label={words.search}
          labelHidden
          type="search"
          placeholder={words.search}
          value={query}
          onChange={setQuery}
        />
        <Button icon={<Upload />} onClick={() => void deeds.importFile(onImported)}>
          {words.import}
        </Button>
        <Button
          icon={<Download />}
          disabled={list.items.length === 0}
          onClick={() => void deeds.exportAll(list.items)}
        >
          {words.exportAll}
        </Button>
        <Button
          variant="primary"
          icon={<Plus />}
          onClick={() => {
            onEdit(null);
          }}
        >
          {words.create}
        </Button>
      </div>
      <OutcomeLine deeds={deeds} />
      {list.status === 'failed' && <ErrorBanner error={list.error} />}
      {own.length + recipes.length === 0 && <p className="ui-field-hint">{words.nothingFound}</p>}
      {list.status === 'loading' && list.items.length === 0 && (
        <Skeleton label={text.shell.loading} lines={[60, 80]} />
      )}
      {(own.length > 0 || query === '') && (
        <Section title={words.own} hint={list.items.length === 0 ? words.none : undefined}>
          <Rows pipelines={own} deeds={{ ...shared, own: ownDeeds }} />
        </Section>
      )}
      {recipes.length > 0 && (
        <Section title={words.recipes} hint={words.recipesHint}>
          <Rows pipelines={recipes} deeds={shared} />
        </Section>
      )}
    </Dialog>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint: string | undefined;
  readonly children: ReactNode;
}

function Section({ title, hint, children }: SectionProps) {
  return (
    <section className="pipeline-section" aria-label={title}>
      <h3>{title}</h3>
      {hint !== undefined && <p className="ui-field-hint">{hint}</p>}
      {children}
    </section>
  );
}

function Rows({ pipelines, deeds }: { readonly pipelines: readonly Pipeline[]; readonly deeds: RowDeeds }) {
  if (pipelines.length === 0) return null;
  return (
    <ul className="pipeline-rows">
      {pipelines.map((pipeline) => (
        <PipelineRow key={pipeline.id} pipeline={pipeline} deeds={deeds} />
      ))}
    </ul>
  );
}

function OutcomeLine({ deeds }: { readonly deeds: ReturnType<typeof usePipelineDeeds> }) {
  const { outcome, restore } = deeds;
  switch (outcome.kind) {
    case 'none':
      return null;
    case 'failed':
      return <ErrorBanner error={outcome.error} />;
    case 'exported':
      return (
        <Banner tone="success" role="status">
          {words.exported(outcome.fileName)}
        </Banner>
      );
    case 'deleted': {
      const { pipeline } = outcome;
      return (
        <Banner
          tone="info"
          role="status"
          actions={
            <Button size="sm" onClick={() => void restore(pipeline)}>
              {words.undo}
            </Button>
          }
        >
          {words.removed(pipeline.name)}
        </Banner>
      );
    }
  }
}
