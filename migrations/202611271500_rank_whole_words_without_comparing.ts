import type { Knex } from 'knex';

const signature = `tutor_text_fits(asked text) RETURNS TABLE (tutor_id uuid, fit integer, born xid8, gone xid8)`;

/**
 * Whole words of name, subjects or headline fit altogether, those of the description by their rank; only what has no
 * whole word is compared letter by letter, which costs as much as all the rest of a search. The planner, who thinks
 * comparing is free, would read the whole table.
 */
export function up(knex: Knex): Promise<void> {
  return knex.raw(`
    CREATE OR REPLACE FUNCTION ${signature} LANGUAGE sql STABLE
    SET pg_trgm.word_similarity_threshold = 0.5 SET enable_seqscan = off AS $$
      SELECT d.tutor_id, round(CASE
          WHEN NOT d.document @@ q THEN 1000 * word_similarity(plain_words(asked), d.words)
          WHEN ts_filter(d.document, '{a,b}') @@ q THEN 1000
          ELSE 600 + 400 * least(1, ts_rank(d.document, q)) END)::integer,
        d.born, d.gone
      FROM tutor_texts d, websearch_to_tsquery('simple', plain_words(asked)) q
      WHERE d.document @@ q OR plain_words(asked) <% d.words
    $$`);
}

export function down(knex: Knex): Promise<void> {
  return knex.raw(`
    CREATE OR REPLACE FUNCTION ${signature} LANGUAGE sql STABLE
    SET pg_trgm.word_similarity_threshold = 0.5 AS $$
      SELECT d.tutor_id, round(1000 * greatest(word_similarity(plain_words(asked), d.words),
          CASE WHEN d.document @@ q THEN 0.6 + 0.4 * least(1, ts_rank(d.document, q)) ELSE 0 END))::integer,
        d.born, d.gone
      FROM tutor_texts d, websearch_to_tsquery('simple', plain_words(asked)) q
      WHERE d.document @@ q OR plain_words(asked) <% d.words
    $$`);
}
