import { useId } from 'react';
import { startWithSet } from '../../../app/conversationStart.ts';
import { text } from '../../../app/text/text.ts';
import { useSavedList } from '../../../app/useSavedList.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';

const shownLimit = 5;

/** The model sets that an empty chat may begin with instead; nothing while there is none. */
export function StartWithSet() {
  const workspace = useWorkspace();
  const labelId = useId();
  const { items } = useSavedList('model-set');
  if (items.length === 0) return null;
  return (
    <>
      <p id={labelId}>{text.modelSets.startWith}</p>
      <ul className="lane-starters" aria-labelledby={labelId}>
        {items.slice(0, shownLimit).map((set) => (
          <li key={set.id}>
            <button
              type="button"
              className="lane-starter"
              dir="auto"
              onClick={() => {
                void workspace
                  .startOver(startWithSet(set))
                  .then(() => workspace.commands.run('composer.focus'));
              }}
            >
              {set.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
