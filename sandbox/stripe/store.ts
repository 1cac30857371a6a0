import type { Queryable } from '../database';
import { badParameter, missing } from './errors';
import type { CreatedBounds } from './parameters';
import { PREFIX, type Kind, type OfKind, type StripeObject } from './objects';

/** What the sandbox remembers beside an object and Stripe would never show. */
export interface Internal {
  /** the page that a payment came through */
  readonly sessionId?: string;
  /** the page's terms for the payment that it will make */
  readonly intentData?: Record<string, unknown>;
  readonly itemName?: string;
  /** the card that was typed: well-known test numbers only */
  readonly cardNumber?: string;
  /** what becomes of a refund by itself */
  readonly refundEndsAs?: 'succeeded' | 'failed';
}

export interface Paging {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
}

export interface Saved<T> {
  readonly object: T;
  readonly internal: Internal;
}

export interface Aside {
  readonly internal?: Internal;
  readonly paymentIntent?: string;
  /** seconds of the town's clock at which the object changes by itself */
  readonly dueAt?: number | null;
}

type Row = { data: StripeObject; internal: Internal; seq: string };

/** Stripe's objects as documents, within one transaction. */
export class Store {
  constructor(readonly db: Queryable) {}

  async insert<T extends StripeObject>(object: T, aside: Aside = {}): Promise<T> {
    await this.db.query(
      `INSERT INTO stripe_objects (id, kind, created, payment_intent, due_at, data, internal)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        object.id,
        object.object,
        object.created,
        aside.paymentIntent ?? null,
        aside.dueAt ?? null,
        JSON.stringify(object),
        JSON.stringify(aside.internal ?? {}),
      ],
    );
    return object;
  }

  /** Saves an object; what `aside` does not name stays as it is, `dueAt: null` ends its waiting. */
  async save<T extends StripeObject>(object: T, aside: Aside = {}): Promise<T> {
    await this.db.query(
      `UPDATE stripe_objects SET data = $2, internal = internal || $3,
         payment_intent = COALESCE($4, payment_intent), due_at = CASE WHEN $5 THEN $6::bigint ELSE due_at END
       WHERE id = $1`,
      [
        object.id,
        JSON.stringify(object),
        JSON.stringify(aside.internal ?? {}),
        aside.paymentIntent ?? null,
        aside.dueAt !== undefined,
        aside.dueAt ?? null,
      ],
    );
    return object;
  }

  /** @throws StripeRefusal `resource_missing` */
  async find<K extends Kind>(kind: K, id: string, param = 'id'): Promise<Saved<OfKind<K>>> {
    return this.#one(kind, id, { param, suffix: '' });
  }

  /** Like `find`, and nobody else changes it until the transaction ends. */
  async lock<K extends Kind>(kind: K, id: string, param = 'id'): Promise<Saved<OfKind<K>>> {
    return this.#one(kind, id, { param, suffix: 'FOR UPDATE' });
  }

  async #one<K extends Kind>(
    kind: K,
    id: string,
    { param, suffix }: { param: string; suffix: string },
  ): Promise<Saved<OfKind<K>>> {
    const { rows } = await this.db.query<Row>(
      `SELECT data, internal FROM stripe_objects WHERE id = $1 AND kind = $2 ${suffix}`,
      [id, kind],
    );
    const row = rows[0];
    if (!row) throw missing(kind, id, param);
    return { object: row.data as OfKind<K>, internal: row.internal };
  }

  /** Newest first, a page at a time. `where` compares top-level text fields. */
  async page<K extends Kind>(
    kind: K,
    { paging, where }: { paging: Paging; where: Condition },
  ): Promise<{ data: OfKind<K>[]; has_more: boolean }> {
    if (paging.starting_after && paging.ending_before) {
      throw badParameter(
        'starting_after',
        'You may only specify one of these parameters: starting_after, ending_before.',
      );
    }
    const limit = paging.limit ?? 10;
    const backwards = paging.ending_before !== undefined;
    const values: unknown[] = [kind, ...where.values];
    let bounds = where.sql;
    for (const param of ['starting_after', 'ending_before'] as const) {
      const cursor = paging[param];
      if (cursor === undefined) continue;
      values.push(await this.#sequenceOf(kind, cursor, param));
      bounds += ` AND seq ${backwards ? '>' : '<'} $${values.length}`;
    }
    const { rows } = await this.db.query<Row>(
      `SELECT data FROM stripe_objects WHERE kind = $1 ${bounds}
       ORDER BY seq ${backwards ? 'ASC' : 'DESC'} LIMIT ${limit + 1}`,
      values,
    );
    const data = rows.slice(0, limit).map((row) => row.data as OfKind<K>);
    return { data: backwards ? data.reverse() : data, has_more: rows.length > limit };
  }

  async #sequenceOf(kind: Kind, id: string, param: string): Promise<string> {
    const { rows } = await this.db.query<Row>('SELECT seq FROM stripe_objects WHERE id = $1 AND kind = $2', [id, kind]);
    if (!rows[0]) throw missing(kind, id, param);
    return rows[0].seq;
  }

  /** The object that an id names by its prefix; null when there is none. */
  async byId(id: string): Promise<StripeObject | null> {
    const isOurs = Object.values(PREFIX).some((prefix) => id.startsWith(prefix));
    if (!isOurs) return null;
    const { rows } = await this.db.query<Row>('SELECT data FROM stripe_objects WHERE id = $1', [id]);
    return rows[0]?.data ?? null;
  }
}

/** An SQL condition whose first free placeholder is $2. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Conditions on an object's own text fields; undefined ones are left out. */
export function fieldsEqual(fields: Readonly<Record<string, string | undefined>>): Condition {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    sql: given.map(([name], index) => ` AND data->>'${name}' = $${index + 2}`).join(''),
    values: given.map(([, value]) => value),
  };
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Bounds on when an object was made, seconds. */
export function createdWithin(bounds: CreatedBounds): Condition {
  const given = Object.entries(bounds).filter(
    (entry): entry is [keyof CreatedBounds, number] => entry[1] !== undefined,
  );
  return {
    sql: given.map(([name], index) => ` AND created ${OPERATORS[name]} $${index + 2}`).join(''),
    values: given.map(([, seconds]) => seconds),
  };
}
