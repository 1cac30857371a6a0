import { z } from 'zod';
import { Refusal } from './refusal';
import type { Tokens } from './tokens';

/**
 * Cursors are opaque and signed: they hold the sort key of the last row and belong to one list, so that nobody builds
 * on their inside and none can be bent into another question.
 */
export interface Cursors {
  write(list: string, position: Readonly<Record<string, string | number>>): string;
  /** @throws Refusal `cursor_invalid` for anything this list did not write */
  read<T>(list: string, cursor: string | undefined, shape: z.ZodType<T>): T | null;
}

/** The place of most lists: an instant, and what tells rows of one instant apart. */
export const TimePlace = z.object({ at: z.number(), id: z.string() });

export function createCursors(tokens: Pick<Tokens, 'tag' | 'hasTag'>): Cursors {
  return {
    write: (list, position) => {
      const text = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${text}.${tokens.tag(`${list}.${text}`)}`;
    },
    read: (list, cursor, shape) => {
      if (cursor === undefined) return null;
      const [text = '', tag = ''] = cursor.split('.');
      if (!tokens.hasTag(`${list}.${text}`, tag)) throw new Refusal('cursor_invalid');
      const result = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      if (!result.success) throw new Refusal('cursor_invalid');
      return result.data;
    },
  };
}
