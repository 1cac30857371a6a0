import { rows, type Db } from './postgres';

/** Not ours: what the migrations' tool keeps, and what extensions bring. */
const OURS = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`;
const IN_PUBLIC = (namespace: string): string => `${namespace} = 'public'::regnamespace`;
const NOT_KNEX = (name: string): string => `${name} NOT LIKE 'knex\\_%'`;

const EXTENSIONS = `SELECT format('CREATE EXTENSION %I;', extname) AS line FROM pg_extension
  WHERE extname <> 'plpgsql' ORDER BY extname`;

const FUNCTIONS = `SELECT pg_get_functiondef(o.oid) || ';' AS line FROM pg_proc o
  WHERE ${IN_PUBLIC('o.pronamespace')} AND ${OURS} ORDER BY o.proname, o.oid::regprocedure::text`;

/** A sequence behind an identity column belongs to its table. */
const SEQUENCES = `SELECT format('CREATE SEQUENCE %I AS %s MINVALUE %s MAXVALUE %s START %s INCREMENT %s;', o.relname,
    format_type(s.seqtypid, NULL), s.seqmin, s.seqmax, s.seqstart, s.seqincrement) AS line
  FROM pg_sequence s JOIN pg_class o ON o.oid = s.seqrelid
  WHERE ${IN_PUBLIC('o.relnamespace')} AND ${NOT_KNEX('o.relname')}
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype IN ('a', 'i')) ORDER BY o.relname`;

const TABLES = `SELECT o.relname AS name, o.oid::int AS oid FROM pg_class o
  WHERE o.relkind IN ('r', 'p') AND ${IN_PUBLIC('o.relnamespace')} AND ${NOT_KNEX('o.relname')} AND ${OURS}
  ORDER BY o.relname`;

const COLUMNS = `SELECT format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
    || CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
       WHEN a.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY'
       WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS line
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

/** NOT NULL is written beside the columns; Postgres 18 also lists it among the constraints. */
const CONSTRAINTS = `SELECT format('  CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS line FROM pg_constraint
  WHERE conrelid = ? AND contype IN ('p', 'u', 'c', 'f', 'x') ORDER BY contype = 'p' DESC, conname`;

const INDEXES = `SELECT pg_get_indexdef(i.indexrelid) || ';' AS line FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = ? AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
  ORDER BY c.relname`;

const TRIGGERS = `SELECT pg_get_triggerdef(oid) || ';' AS line FROM pg_trigger
  WHERE tgrelid = ? AND NOT tgisinternal ORDER BY tgname`;

/** Of the application's role alone: the owner's rights go without saying. */
const GRANTS = `SELECT format('GRANT %s ON %I TO %I;', string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type),
    c.relname, g.grantee::regrole::text) AS line
  FROM pg_class c, aclexplode(c.relacl) AS g
  WHERE c.oid = ? AND g.grantee::regrole::text = 'stoa_app' GROUP BY c.relname, g.grantee`;

const SEQUENCE_GRANTS = `SELECT format('GRANT %s ON SEQUENCE %I TO %I;',
    string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), c.relname, g.grantee::regrole::text) AS line
  FROM pg_class c, aclexplode(c.relacl) AS g
  WHERE c.relkind = 'S' AND ${IN_PUBLIC('c.relnamespace')} AND g.grantee::regrole::text = 'stoa_app'
  GROUP BY c.relname, g.grantee ORDER BY c.relname`;

const lines = async (db: Db, sql: string, oid?: number): Promise<string[]> =>
  (await rows<{ line: string }>(db, sql, oid === undefined ? [] : [oid])).map(({ line }) => line);

async function printTable(db: Db, { name, oid }: { name: string; oid: number }): Promise<string> {
  const inside = [...(await lines(db, COLUMNS, oid)), ...(await lines(db, CONSTRAINTS, oid))];
  const after: string[] = [];
  for (const sql of [INDEXES, TRIGGERS, GRANTS]) after.push(...(await lines(db, sql, oid)));
  return [`CREATE TABLE ${name} (\n${inside.join(',\n')}\n);`, ...after].join('\n');
}

/**
 * The whole schema as text, in an order that depends on names alone. For people and for the comparison in `check`; it
 * is not meant to be run.
 */
export async function printSchema(db: Db): Promise<string> {
  const parts = ['-- Printed from the migrated database by `npm run schema`. Do not edit: write a migration.'];
  parts.push((await lines(db, EXTENSIONS)).join('\n'));
  parts.push(...(await lines(db, FUNCTIONS)));
  parts.push([...(await lines(db, SEQUENCES)), ...(await lines(db, SEQUENCE_GRANTS))].join('\n'));
  for (const table of await rows<{ name: string; oid: number }>(db, TABLES)) parts.push(await printTable(db, table));
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}
