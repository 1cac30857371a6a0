import type { ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Panel({ title, children }: PanelProps) {
  return (
    <section className="panel">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface PairProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function Pair({ label, children }: PairProps) {
  return (
    <div className="pair">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
