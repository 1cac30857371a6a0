import { v7 } from 'uuid';

/** A new id: UUIDv7, so that rows lie in the order of their creation. */
export function newId(): string {
  return v7();
}
