import type { Connection } from '@temporalio/client';

/** The server's numbers of the types, by the SDK's names. */
const TYPES = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 } as const;

type Operator = Pick<Connection, 'operatorService'>;
type Catalogue = Readonly<Record<string, { readonly name: string; readonly type: keyof typeof TYPES }>>;

export interface Difference {
  readonly missing: readonly string[];
  /** registered with another type: the server says "ok" to a changed type and keeps the old one */
  readonly wrong: readonly string[];
}

/** What the server's search attributes lack of a catalogue. */
export async function differenceOf(connection: Operator, namespace: string, catalogue: Catalogue): Promise<Difference> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const keys = Object.values(catalogue);
  return {
    missing: keys.filter(({ name }) => !(name in customAttributes)).map(({ name }) => name),
    wrong: keys
      .filter(({ name, type }) => name in customAttributes && Number(customAttributes[name]) !== TYPES[type])
      .map(({ name }) => name),
  };
}

/**
 * Registers what is missing. An attribute of another type cannot be changed in place: it is named, and nothing is done.
 * @returns the names that were added
 */
export async function registerSearchAttributes(
  connection: Operator,
  namespace: string,
  catalogue: Catalogue,
): Promise<readonly string[]> {
  const { missing, wrong } = await differenceOf(connection, namespace, catalogue);
  if (wrong.length > 0)
    throw new Error(`search attributes of another type, to be removed by an operator first: ${wrong.join(', ')}`);
  const added = Object.values(catalogue).filter(({ name }) => missing.includes(name));
  if (added.length === 0) return [];
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(added.map(({ name, type }) => [name, TYPES[type]])),
  });
  return missing;
}
