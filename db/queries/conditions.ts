import type { Knex } from 'knex';

/** Conditions and their bindings, grown one by one. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly bindings: Knex.RawBinding[] = [];

  add(sql: string, ...bindings: Knex.RawBinding[]): void {
    this.parts.push(sql);
    this.bindings.push(...bindings);
  }

  toString(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }
}
