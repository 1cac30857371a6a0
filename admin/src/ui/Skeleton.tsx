import { words } from '../words';

interface SkeletonProps {
  /** what is coming, so that nothing moves when it arrives */
  readonly shape: 'rows' | 'panel' | 'story' | 'quote';
  readonly count?: number;
}

/** The outline of what comes. Screen readers hear one word, not a row of grey. */
export function Skeleton({ shape, count = 8 }: SkeletonProps) {
  return (
    <div className={`skeleton skeleton-${shape}`} role="status">
      <span className="for-readers">{words.loading}</span>
      {Array.from({ length: count }, (_, at) => (
        <span key={at} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
