/** What a new conversation begins with: its lanes, and how they are shown. */
import type { Connection } from '../../shared/connection.ts';
import type { ConversationView } from '../../shared/conversation.ts';
import type { ModelSet } from '../../shared/saved.ts';
import type { LaneSetup } from './stores/chatInSightStore.ts';
import type { Workspace } from './Workspace.ts';

export interface ConversationStart {
  readonly lanes: readonly LaneSetup[];
  readonly layout?: ConversationView['layout'];
  /** Nothing of it is on disk until it is kept. */
  readonly temporary?: true;
}

/** The stores that say what people usually start with. */
type Stores = Pick<Workspace, 'connections' | 'models' | 'saved' | 'settings'>;

/** A lane as it is kept: values of extra headers lie in the keychain of the lane they were typed for, so their names stay behind too. */
function setupOf({ connectionId, modelId, parameters }: LaneSetup): LaneSetup {
  if (parameters === undefined) return { connectionId, modelId };
  const { headerNames: _headerNames, ...kept } = parameters;
  return Object.keys(kept).length === 0
    ? { connectionId, modelId }
    : { connectionId, modelId, parameters: kept };
}

/** The lanes that have a model, as a model set keeps them. */
export function lanesToSave(lanes: readonly LaneSetup[]): ModelSet['lanes'] {
  return lanes
    .map(setupOf)
    .flatMap(({ connectionId, modelId, ...rest }) =>
      connectionId === null || modelId === null ? [] : [{ connectionId, modelId, ...rest }],
    );
}

/** A start with the lanes of a set. A connection that is gone stays named: the lane says so, and nothing of the set is lost. */
export function startWithSet({ lanes, layout }: ModelSet): ConversationStart {
  return layout === undefined ? { lanes } : { lanes, layout };
}

/** The model used last, or the demo's usual one. */
async function usualModel(
  connections: readonly Connection[],
  { models, settings }: Stores,
): Promise<LaneSetup> {
  const { lastModel } = settings.getState().settings;
  if (lastModel !== null && connections.some(({ id }) => id === lastModel.connectionId)) return lastModel;
  const demo = connections.find(({ provider }) => provider === 'demo');
  const [model] = demo === undefined ? [] : await models.getState().load(demo.id);
  return demo === undefined || model === undefined
    ? { connectionId: null, modelId: null }
    : { connectionId: demo.id, modelId: model.id };
}

/** What a new chat starts with: the default model set, the model used last, or the demo. */
export async function usualStart(stores: Stores): Promise<ConversationStart> {
  const { defaultModelSet } = stores.settings.getState().settings;
  if (defaultModelSet !== null) {
    const sets = await stores.saved.getState().load('model-set');
    const set = sets.find(({ id }) => id === defaultModelSet);
    if (set !== undefined) return startWithSet(set);
  }
  const { connections } = stores.connections.getState();
  return { lanes: [await usualModel(connections, stores)] };
}
