import type { Knex } from 'knex';

/** Words compared without accents and case, in any script; close ones by their trigrams. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    -- immutable as long as the dictionary stays what it is: an index may stand on it
    CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT lower(public.unaccent('public.unaccent'::regdictionary, coalesce(words, '')))
    $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP FUNCTION plain_words(text); DROP EXTENSION pg_trgm; DROP EXTENSION unaccent;`);
}
