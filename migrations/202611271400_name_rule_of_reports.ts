import type { Knex } from 'knex';

/** A report names the rule that it sees broken; words beside it are welcome and not asked for. Older ones have words alone. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE review_reports
      ADD COLUMN rule text CONSTRAINT review_reports_rule_check CHECK (rule IN ('insult', 'discrimination',
        'personal_data', 'outside_contact', 'not_about_lesson', 'false_claim', 'spam')),
      ALTER COLUMN reason DROP NOT NULL,
      ADD CONSTRAINT review_reports_said_check CHECK (num_nonnulls(rule, reason) > 0);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE review_reports SET reason = coalesce(reason, rule);
    ALTER TABLE review_reports DROP CONSTRAINT review_reports_said_check, DROP COLUMN rule,
      ALTER COLUMN reason SET NOT NULL;
  `);
}
