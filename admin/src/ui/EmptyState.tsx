import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** nothing else is on the page, so this is its heading */
  readonly isPage?: boolean;
}

/** A small colonnade, drawn with the tokens: nothing is here yet, and the house stands. */
function Porch() {
  return (
    <svg viewBox="0 0 96 56" width="96" height="56" aria-hidden="true" className="porch">
      <path d="M8 20 48 4l40 16v6H8zM6 50h84M16 26v24M32 26v24M48 26v24M64 26v24M80 26v24" />
    </svg>
  );
}

export function EmptyState({ title, children, action, isPage = false }: EmptyStateProps) {
  return (
    <div className="empty">
      <Porch />
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p className="quiet">{children}</p>
      {action}
    </div>
  );
}
