import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import './Splitter.css';

interface SplitterProps {
  /** What the splitter sizes. */
  readonly label: string;
  /** The size of the part before it, in CSS pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

const keyStep = 16;

/** The line between two parts, dragged or moved with the arrow keys (ARIA window splitter). */
export function Splitter({ label, value, min, max, onChange }: SplitterProps) {
  const drag = useRef<{ readonly startX: number; readonly startValue: number } | null>(null);
  const move = (next: number) => {
    onChange(Math.round(Math.min(max, Math.max(min, next))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Partial<Record<string, number>> = {
      ArrowLeft: value - keyStep,
      ArrowRight: value + keyStep,
      Home: min,
      End: max,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { startX: event.clientX, startValue: value };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current !== null) move(drag.current.startValue + event.clientX - drag.current.startX);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className="ui-splitter"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
    />
  );
}
