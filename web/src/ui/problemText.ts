import { en } from '@stoa/contracts/words/en';
import { useTranslations } from 'next-intl';
import { ApiProblem, type ProblemView } from '../client/problem';

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

/** A code that this build does not know speaks with the server's own words. */
function wordsOf(problem: ProblemView, parts: Pick<ProblemText, 'title' | 'kept' | 'next'>) {
  if (isErrorCode(problem.code) || problem.code === 'unreachable') return parts;
  const { title, kept = parts.kept, next = parts.next } = problem;
  return { title, kept, next };
}

/** The three parts for an error. */
export function useProblemText(error: unknown): ProblemText {
  const problem = error instanceof ApiProblem ? error.problem : null;
  const parts = useParts(problem?.code ?? 'internal');
  if (!problem) return { ...parts, number: null, fields: [] };
  const number = problem.status >= 500 ? (problem.instance ?? null) : null;
  return { ...wordsOf(problem, parts), number, fields: problem.fields ?? [] };
}
