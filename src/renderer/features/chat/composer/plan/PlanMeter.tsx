import { Popover } from '@base-ui/react/popover';
import type { LaneId } from '../../../../../shared/ids.ts';
import type { LanePreparation, Preparation } from '../../../../../shared/preparation.ts';
import { text } from '../../../../app/text/text.ts';
import { useConversationTotal } from '../../lane/useConversationTotal.ts';
import { ContextRing } from './ContextRing.tsx';
import { estimateText, fullestLane, fullness, laneEstimateText } from './planFigures.ts';
import './plan.css';

interface PlanMeterProps {
  readonly preparation: Preparation;
  /** Nothing is written, so there is no price to be told. */
  readonly empty: boolean;
  readonly names: ReadonlyMap<LaneId, string>;
}

/** How full the context is and what the next message will cost; every lane by itself on hover and focus. */
export function PlanMeter({ preparation, empty, names }: PlanMeterProps) {
  const fullest = fullestLane(preparation);
  if (fullest === undefined) return null;
  const words = text.chat.plan;
  const facts = [words.tokens(fullest.inputTokens, fullest.window), empty ? null : estimateText(preparation)];
  return (
    <Popover.Root>
      <Popover.Trigger openOnHover delay={200} className="plan-meter">
        <span className="ui-visually-hidden">{words.meter}</span>
        <ContextRing part={fullness(fullest)} />
        <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className="ui-popup-positioner"
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className="ui-popup plan-popup" initialFocus={false} finalFocus={false}>
            <Popover.Title className="plan-title">{words.title}</Popover.Title>
            <LaneTable preparation={preparation} names={names} />
            <SpentLine />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface LaneTableProps {
  readonly preparation: Preparation;
  readonly names: ReadonlyMap<LaneId, string>;
}

function LaneTable({ preparation, names }: LaneTableProps) {
  const words = text.chat.plan;
  const { lanes } = preparation;
  const total = lanes.length > 1 ? estimateText(preparation) : null;
  return (
    <dl className="plan-lanes">
      {lanes.map((lane) => (
        <LaneRow key={lane.laneId} lane={lane} name={names.get(lane.laneId) ?? text.chat.lane.noModel} />
      ))}
      {total !== null && (
        <div className="plan-total">
          <dt>{words.total}</dt>
          <dd>{total}</dd>
        </div>
      )}
    </dl>
  );
}

interface LaneRowProps {
  readonly lane: LanePreparation;
  readonly name: string;
}

function LaneRow({ lane, name }: LaneRowProps) {
  const estimate = laneEstimateText(lane);
  return (
    <div>
      <dt>
        <ContextRing part={fullness(lane)} />
        {name}
      </dt>
      <dd>
        {text.chat.plan.tokens(lane.inputTokens, lane.window)}
        {estimate !== null && (
          <>
            <br />
            {estimate}
          </>
        )}
      </dd>
    </div>
  );
}

/** What the conversation has cost so far; read when it is looked at. */
function SpentLine() {
  const total = useConversationTotal();
  if (total === null || total.replies === 0) return null;
  return (
    <p className="plan-spent">
      <span>{text.chat.plan.spent}</span>
      <span>{text.chat.plan.spentTotal(total)}</span>
    </p>
  );
}
