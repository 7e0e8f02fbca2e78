import './Skeleton.css';

interface SkeletonProps {
  /** The name of what is on its way, for assistive technology. */
  readonly label: string;
  /** One line each, in percent of the width. */
  readonly lines: readonly number[];
}

/** The shape of what is about to stand here. */
export function Skeleton({ label, lines }: SkeletonProps) {
  return (
    <div className="ui-skeleton" role="status" aria-label={label}>
      {lines.map((width, index) => (
        <span key={index} className="ui-skeleton-line" style={{ width: `${String(width)}%` }} />
      ))}
    </div>
  );
}
