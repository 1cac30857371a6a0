import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';

interface Props<T> {
  readonly asked: UseQueryResult<T>;
  /** stands over what comes, and over what does not */
  readonly title: string;
  /** the shape of what comes: a line of so many characters, and a block of so many steps */
  readonly shape: { readonly chars: number; readonly steps: number };
  /** the page with its title */
  readonly children: (data: T) => ReactNode;
}

/** A page of the tutor's once its data is there; until then its shape, or why it does not come. */
export function Awaited<T>({ asked, title, shape, children }: Props<T>): ReactElement {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  return (
    <>
      <h1>{title}</h1>
      {asked.error ? (
        <Problem error={asked.error} onAgain={() => void asked.refetch()} />
      ) : (
        <Skeleton>
          <Bar chars={shape.chars} as="small" />
          <Bar steps={shape.steps} />
        </Skeleton>
      )}
    </>
  );
}
