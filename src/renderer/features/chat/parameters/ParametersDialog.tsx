/**
 * The parameters of a conversation and of its lanes, in one dialog. Everything is a draft until Save: each scope keeps its
 * own, so that going back and forth loses nothing, and only scopes that were changed are saved.
 */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { RouteInput } from '../../../../shared/ipc/routes.ts';
import type { Parameters } from '../../../../shared/parameters.ts';
import type { ReasoningEffort } from '../../../../shared/reasoning.ts';
import { reasoningEfforts } from '../../../../shared/reasoning.ts';
import { errorInfoOf } from '../../../app/client.ts';
import type { ModelsState } from '../../../app/stores/modelsStore.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useLaneNames } from '../lane/useLaneName.ts';
import type { LaneView } from '../store/conversationState.ts';
import { contextDraftOf, readContextDraft } from './contextDraft.ts';
import { ContextFields } from './ContextFields.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import type { ParameterDraft } from './parameterForm.ts';
import { draftOf, errorsOf, readDraft, writtenRows } from './parameterForm.ts';
import './parameters.css';

interface ParametersDialogProps {
  /** The lane whose parameters are shown first; null for the conversation's. */
  readonly laneId: LaneId | null;
  readonly onClose: () => void;
}

/** The conversation itself, among the ids of its lanes. */
const everyLane = 'all';
type Scope = LaneId | typeof everyLane;
type Owner = RouteInput<'parameters.setHeaders'>['owner'];

/** The efforts that all of these lanes' models are known to have, or null where one is not known. */
function knownEfforts(
  lists: ModelsState['lists'],
  lanes: readonly LaneView[],
): readonly ReasoningEffort[] | null {
  const found = lanes.map(({ lane: { connectionId, modelId } }) =>
    connectionId === null
      ? undefined
      : lists.get(connectionId)?.models.find(({ id }) => id === modelId)?.reasoningEfforts,
  );
  if (found.some((efforts) => efforts === undefined)) return null;
  return reasoningEfforts.filter((effort) => found.some((efforts) => efforts?.includes(effort)));
}

/** The values of headers that were typed anew; null when none is left, undefined when the stored ones stay. */
function typedHeaders({ headers }: ParameterDraft): Readonly<Record<string, string>> | null | undefined {
  if (headers.kind === 'kept') return undefined;
  const rows = writtenRows(headers);
  if (rows.length === 0) return null;
  return Object.fromEntries(rows.map(({ name, value }) => [name.trim(), value]));
}

export function ParametersDialog({ laneId, onClose }: ParametersDialogProps) {
  const { store, models } = useChat();
  const client = useClient();
  const lanes = useConversation((state) => state.lanes);
  const settings = useConversation((state) => state.settings);
  const lists = useStore(models, (state) => state.lists);
  const names = useLaneNames();
  const [scope, setScope] = useState<Scope>(laneId ?? everyLane);
  const [drafts, setDrafts] = useState<ReadonlyMap<Scope, ParameterDraft>>(new Map());
  const [context, setContext] = useState(() => contextDraftOf(settings.contextStrategy));
  const [failure, setFailure] = useState<ErrorInfo | null>(null);
  const [tried, setTried] = useState(false);
  const words = text.chat.parameters;
  useEffect(() => {
    // The efforts that can be chosen are known from the lists.
    for (const { lane } of lanes) {
      if (lane.connectionId !== null) void models.getState().load(lane.connectionId);
    }
  }, [lanes, models]);

  const storedOf = (of: Scope): Parameters | undefined =>
    of === everyLane ? settings.parameters : lanes.find(({ lane }) => lane.id === of)?.lane.parameters;
  const draft = drafts.get(scope) ?? draftOf(storedOf(scope));
  const shared = drafts.get(everyLane) ?? draftOf(settings.parameters);
  const strategy = readContextDraft(context);
  const inScope = lanes.filter(({ lane }) => scope === everyLane || lane.id === scope);
  const scopes = [
    { value: everyLane, label: words.everyLane },
    ...lanes.map(({ lane }) => ({ value: lane.id, label: names.get(lane.id) ?? lane.id })),
  ] satisfies { value: Scope; label: string }[];

  const saveHeaders = async (owner: Owner, of: ParameterDraft) => {
    const headers = typedHeaders(of);
    if (headers !== undefined) await client.request('parameters.setHeaders', { owner, headers });
  };
  const saveScope = async (of: Scope, changed: ParameterDraft): Promise<boolean> => {
    const reading = readDraft(changed);
    if (!reading.ok) {
      setScope(of);
      return false;
    }
    if (of === everyLane) {
      await saveHeaders({ kind: 'conversation', id: store.id }, changed);
      if (strategy !== null) await store.configure(reading.parameters, strategy);
    } else {
      await saveHeaders({ kind: 'lane', id: of }, changed);
      await store.configureLane(of, reading.parameters);
    }
    return true;
  };
  const save = async () => {
    setTried(true);
    if (strategy === null) {
      setScope(everyLane);
      return;
    }
    try {
      // The conversation's own are saved even unchanged, because the strategy may have been.
      const changed = new Map(drafts).set(everyLane, shared);
      for (const [of, value] of changed) if (!(await saveScope(of, value))) return;
      onClose();
    } catch (caught) {
      setFailure(errorInfoOf(caught));
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.description}
      closeLabel={words.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="parameters">
        {failure !== null && (
          <Banner tone="danger" role="alert" title={describeError(failure).title}>
            {describeError(failure).next}
          </Banner>
        )}
        {(lanes.length > 1 || scope !== everyLane) && (
          <Select<Scope>
            label={words.scope}
            value={scope}
            options={scopes}
            hint={scope === everyLane ? words.conversationHint : words.laneHint(names.get(scope) ?? '')}
            onChange={setScope}
          />
        )}
        <ParameterFields
          key={scope}
          draft={draft}
          errors={errorsOf(draft)}
          inherited={scope === everyLane ? null : shared}
          efforts={knownEfforts(lists, inScope)}
          onChange={(change) => {
            setDrafts(new Map(drafts).set(scope, { ...draft, ...change }));
          }}
        />
        {scope === everyLane && (
          <ContextFields
            draft={context}
            error={tried && strategy === null ? words.context.chooseModel : undefined}
            onChange={setContext}
          />
        )}
      </div>
    </Dialog>
  );
}
