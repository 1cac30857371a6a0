import { en } from '@stoa/contracts/words/en';
import { useTranslations } from 'next-intl';
import { ApiProblem } from '../client/problem';

type Code = keyof typeof en.errors;
export interface ProblemText {
  readonly title: string;
  readonly kept: string;
  readonly next: string;
  /** request number, shown only where people may want to ask us */
  readonly number: string | null;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
}

export const isErrorCode = (code: string): code is Code => Object.hasOwn(en.errors, code);

function useParts(code: string): Pick<ProblemText, 'title' | 'kept' | 'next'> {
  const errors = useTranslations('errors');
  const own = useTranslations('web.problem.unreachable');
  if (code === 'unreachable') return { title: own('title'), kept: own('kept'), next: own('next') };
  const known = isErrorCode(code) ? code : 'internal';
  return { title: errors(`${known}.title`), kept: errors(`${known}.kept`), next: errors(`${known}.next`) };
}

/** The three parts for an error; a code that this build does not know speaks with the server's own words. */
export function useProblemText(error: unknown): ProblemText {
  const problem = error instanceof ApiProblem ? error.problem : null;
  const code = problem?.code ?? 'internal';
  const parts = useParts(code);
  const number = problem && problem.status >= 500 ? (problem.instance ?? null) : null;
  const fields = problem?.fields ?? [];
  if (!problem || isErrorCode(code) || code === 'unreachable') return { ...parts, number, fields };
  const { title, kept = parts.kept, next = parts.next } = problem;
  return { title, kept, next, number, fields };
}
