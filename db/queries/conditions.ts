import type { Knex } from 'knex';

/** A text as a part of a pattern: its own wildcards mean themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
/** The pattern of whatever holds a text. */
export const containing = (text: string): string => `%${escapeLike(text)}%`;

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
