import { ERRORS, type Decision, type ErrorCode } from '@stoa/domain/errors';

export interface RefusalParts {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  /** the new quote, where the one that was sent no longer holds */
  readonly quote?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A "no" on its way to becoming a problem. Expected, so it is neither logged as an error nor reported. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: ErrorCode,
    readonly parts: RefusalParts = {},
  ) {
    super(ERRORS[code].sentence);
  }
}

/** The value of a domain's answer, or its refusal thrown. */
export function granted<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value;
  throw new Refusal(decision.code, { details: decision.details });
}

/** What was looked for, or the given refusal: an id of somebody else is answered like one that does not exist. */
export function found<T>(value: T | null | undefined, code: ErrorCode): T {
  if (value === null || value === undefined) throw new Refusal(code);
  return value;
}
