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

/** The three parts for an error; a code that this build does not know speaks with the server's own words. */
export function useProblemText(error: unknown): ProblemText {
  const t = useTranslations('errors');
  const own = useTranslations('web.problem.unreachable');
  const problem = error instanceof ApiProblem ? error.problem : null;
  const code = problem?.code ?? 'internal';
  const number = problem && problem.status >= 500 ? (problem.instance ?? null) : null;
  const rest = { number, fields: problem?.fields ?? [] };
  if (code === 'unreachable') return { title: own('title'), kept: own('kept'), next: own('next'), ...rest };
  if (isErrorCode(code))
    return { title: t(`${code}.title`), kept: t(`${code}.kept`), next: t(`${code}.next`), ...rest };
  return {
    title: problem?.title ?? t('internal.title'),
    kept: problem?.kept ?? t('internal.kept'),
    next: problem?.next ?? t('internal.next'),
    ...rest,
  };
}
