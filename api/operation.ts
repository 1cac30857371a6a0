import type { ErrorCode } from '@stoa/domain/errors';
import { isAllowed, type Permission } from '@stoa/domain/permissions';
import type { Role } from '@stoa/contracts/http/shared';
import type { Context } from 'koa';
import type { z } from 'zod';
import type { House } from './house';
import { STAFF, type Audience, type RateClass } from './access';
import type { Person } from './person';

type Shape = z.ZodType<Record<string, unknown>>;

/**
 * One operation, declared once: the router, the validation, the OpenAPI document, the generated client and the
 * permission matrix of the tests all come from this value.
 */
export interface Declaration<P extends Shape, Q extends Shape, B extends Shape, R extends z.ZodType> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** below /api/v1, parameters in braces as OpenAPI writes them */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: {
    readonly status: 200 | 201 | 202 | 204;
    readonly schema?: R;
    readonly type?: 'application/json' | 'text/calendar' | 'text/csv';
    /** the answer is a file, of one of these media types; the handler hands it to Koa itself */
    readonly file?: readonly string[];
  };
  /** what it may refuse with, beside the codes that follow from the rest of the declaration */
  readonly errors?: readonly ErrorCode[];
  /** the roles that may ask; `public` asks for no sign-in */
  readonly access: 'public' | readonly Role[];
  /** of the staff's operations: what a role must be allowed to do; `access` is then the roles that are */
  readonly permission?: Permission;
  /** open to staff who have yet to switch their second step on; everything else is closed to them */
  readonly whileEnrolling?: true;
  /** state or money moves: an Idempotency-Key is required */
  readonly idempotent?: true;
  readonly rate: RateClass;
  /** the body is a file: the handler reads it from the request as it comes */
  readonly upload?: true;
  /** headers that the handler reads itself, each with what it is */
  readonly headers?: Readonly<Record<string, string>>;
  /** for what takes longer than any other operation may, ms */
  readonly deadlineMs?: number;
  /** how long a browser may keep the answer; unset: not at all */
  readonly maxAgeSeconds?: number;
}

/** What a handler is given: checked input, and who asks. */
export interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly audience: Audience;
  /** epoch ms by the house's clock */
  readonly now: number;
  /** set where the operation is idempotent: the update id that Temporal knows the request by */
  readonly repeat: Repeat;
  readonly ctx: Context;
}
export interface Repeat {
  readonly updateId: string;
  /** this key was seen before with the same request */
  readonly seen: boolean;
  /** and that request is known to have been carried out */
  readonly done: boolean;
}
/** `me` beside the rest wherever the declaration asks for a role. */
export type AskedBy<P, Q, B> = Asked<P, Q, B> & { readonly me: Person };

/** The router and the document treat all operations alike; each handler keeps its own types. */
export interface Operation extends Declaration<Shape, Shape, Shape, z.ZodType> {
  readonly handle: (asked: AskedBy<never, never, never>, house: House) => Promise<unknown>;
}

type Guard =
  | { readonly access: readonly Role[]; readonly permission?: never }
  | { readonly access?: readonly Role[]; readonly permission: Permission };

/** The roles that get in: those named, of them those that are allowed. Staff alone where only a permission is named. */
function rolesBehind({ access = STAFF, permission }: Guard): readonly Role[] {
  return permission === undefined ? access : access.filter((role) => isAllowed(role, permission));
}

/** An operation that needs a signed-in person, in one of the declared roles or in one with the declared permission. */
export function operation<P extends Shape, Q extends Shape, B extends Shape, R extends z.ZodType>(
  declaration: Omit<Declaration<P, Q, B, R>, 'access' | 'permission'> & Guard,
  handle: (asked: AskedBy<z.output<P>, z.output<Q>, z.output<B>>, house: House) => Promise<z.output<R>>,
): Operation {
  return { ...declaration, access: rolesBehind(declaration), handle: handle };
}

/** An operation that anybody may ask for. */
export function publicOperation<P extends Shape, Q extends Shape, B extends Shape, R extends z.ZodType>(
  declaration: Omit<Declaration<P, Q, B, R>, 'access'>,
  handle: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>, house: House) => Promise<z.output<R>>,
): Operation {
  return { ...declaration, access: 'public', handle: handle };
}
