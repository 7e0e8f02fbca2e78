import { Download, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { ModelSet } from '../../../shared/saved.ts';
import { text } from '../../app/text/text.ts';
import { useConnections } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { RenameForm } from './RenameForm.tsx';

/** What can be done with a set. */
export interface ModelSetDeeds {
  readonly open: (set: ModelSet) => void;
  readonly beginRename: (set: ModelSet) => void;
  readonly rename: (set: ModelSet, name: string | null) => void;
  readonly setDefault: (set: ModelSet, isDefault: boolean) => void;
  readonly exportOne: (set: ModelSet) => void;
  readonly remove: (set: ModelSet) => void;
}

interface ModelSetRowProps {
  readonly set: ModelSet;
  readonly isDefault: boolean;
  readonly renaming: boolean;
  readonly nameOf: (lane: ModelSet['lanes'][number]) => string;
  readonly deeds: ModelSetDeeds;
}

const words = text.modelSets;

/** One set: who is in it, and what can be done with it. */
export function ModelSetRow({ set, isDefault, renaming, nameOf, deeds }: ModelSetRowProps) {
  const nameId = useId();
  return (
    <li className="set-row" aria-labelledby={nameId}>
      <div className="set-text">
        {renaming ? (
          <RenameForm
            name={set.name}
            onDone={(name) => {
              deeds.rename(set, name);
            }}
          />
        ) : (
          <p id={nameId} className="set-name" dir="auto">
            {set.name}
          </p>
        )}
        {isDefault && <p className="set-default">{words.isDefault}</p>}
        <ul className="set-models">
          {set.lanes.map((lane, index) => (
            <SetModel key={index} lane={lane} name={nameOf(lane)} />
          ))}
        </ul>
      </div>
      <Button
        aria-label={words.openNamed(set.name)}
        onClick={() => {
          deeds.open(set);
        }}
      >
        {words.open}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label={words.more(set.name)} icon={<Ellipsis aria-hidden="true" />} />}
        entries={[
          {
            kind: 'item',
            label: isDefault ? words.notDefault : words.makeDefault,
            icon: isDefault ? <PinOff /> : <Pin />,
            onSelect: () => {
              deeds.setDefault(set, !isDefault);
            },
          },
          {
            kind: 'item',
            label: words.rename,
            icon: <Pencil />,
            onSelect: () => {
              deeds.beginRename(set);
            },
          },
          {
            kind: 'item',
            label: words.export,
            icon: <Download />,
            onSelect: () => {
              deeds.exportOne(set);
            },
          },
          { kind: 'separator' },
          {
            kind: 'item',
            label: words.delete,
            icon: <Trash2 />,
            danger: true,
            onSelect: () => {
              deeds.remove(set);
            },
          },
        ]}
      />
    </li>
  );
}

interface SetModelProps {
  readonly lane: ModelSet['lanes'][number];
  readonly name: string;
}

/** One model of a set, with what is to be known before it is asked. */
function SetModel({ lane, name }: SetModelProps) {
  const connection = useConnections((state) => state.connections.find(({ id }) => id === lane.connectionId));
  return (
    <li>
      <bdi>{name}</bdi>
      <span className={connection === undefined ? 'set-gone' : 'set-fact'}>
        {connection === undefined ? words.gone : connection.name}
      </span>
      {lane.parameters !== undefined && <span className="set-fact">{words.parameters}</span>}
    </li>
  );
}
