'use client';

import { useTranslations } from 'next-intl';
import { ApiProblem, type ProblemView } from '../client/problem';
import { isErrorCode } from '../ui/problemText';

/** On which field a refusal stands; what is not here stands above the button. */
const PLACES: Readonly<Record<string, string>> = {
  password_unsuitable: 'password',
  password_breached: 'password',
  password_wrong: 'currentPassword',
  totp_wrong: 'code',
  email_taken: 'email',
};

interface FieldErrors {
  /** what is wrong with a field, in words */
  readonly at: (field: string) => string | undefined;
  /** what belongs to no field of the form; null when every part of the refusal stands at one */
  readonly rest: unknown;
}

/** The fields that the API names, and whether the form has all of them. */
function named(problem: ProblemView | null, fields: readonly string[]) {
  const all = (problem?.fields ?? []).map(({ path, message }) => [path.replace(/^body\./, ''), message] as const);
  const known = all.filter(([path]) => fields.includes(path));
  return { known, complete: known.length > 0 && known.length === all.length };
}

/** Puts a refusal where it can be mended. @param fields names of the form's fields, as the API calls them */
export function useFieldErrors(error: unknown, fields: readonly string[]): FieldErrors {
  const words = useTranslations('errors');
  const problem = error instanceof ApiProblem ? error.problem : null;
  const code = problem?.code ?? '';
  const place = PLACES[code];
  if (place !== undefined && fields.includes(place) && isErrorCode(code)) {
    const text = `${words(`${code}.title`)}. ${words(`${code}.next`)}`;
    return { at: (field) => (field === place ? text : undefined), rest: null };
  }
  const { known, complete } = named(problem, fields);
  return { at: (field) => known.find(([path]) => path === field)?.[1], rest: complete ? null : error };
}

/** What a refusal carries beside its code. */
export const detailOf = (error: unknown, name: string): unknown =>
  error instanceof ApiProblem ? error.problem.details?.[name] : undefined;
