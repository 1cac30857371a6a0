import { WarningOutlined } from '@ant-design/icons';
import { en } from '@stoa/contracts/words/en';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError, toProblemError } from '../refine/client';
import { say, words } from '../words';

interface Parts {
  readonly title: string;
  readonly kept: string;
  readonly next: string;
}

/** The three parts of a refusal: the catalogue's for a code that we know, otherwise what the API says itself. */
export function partsOf(error: ProblemError): Parts {
  const { unreachable, unreachableKept, unreachableNext } = words.problem;
  if (error.code === 'unreachable') return { title: unreachable, kept: unreachableKept, next: unreachableNext };
  const known = Object.entries(en.errors).find(([code]) => code === error.code)?.[1];
  if (known) return known;
  const { title, kept = '', next = '' } = error.problem;
  return { title, kept, next };
}

interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** nothing else is on the page: then it is what the page is called */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
}

/** What we could not do, what stays as it was, what to do now. Announced, because it appears where one is not looking. */
export function Problem({ error, onRetry, isPage = false, children }: ProblemProps) {
  const Title = isPage ? 'h1' : 'p';
  const problem = toProblemError(error);
  const { title, kept, next } = partsOf(problem);
  const { instance } = problem.problem;
  return (
    <div className="problem" role="alert">
      <WarningOutlined className="problem-icon" />
      <div>
        <Title className="problem-title">{title}</Title>
        <p>
          {kept} {next}
        </p>
        {instance ? <p className="quiet fine code">{say(words.problem.number, { id: instance })}</p> : null}
        {children}
        {onRetry ? <Button onClick={onRetry}>{words.problem.retry}</Button> : null}
      </div>
    </div>
  );
}
