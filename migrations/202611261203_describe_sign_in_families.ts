import type { Knex } from 'knex';

const REASONS = `'signed_out', 'reused', 'disabled', 'expired'`;
const MORE = `'signed_out_elsewhere', 'password_changed', 'email_restored'`;

/** What a person needs to recognise a device of theirs: its browser, roughly where it was, and when it was last used. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE sign_in_families
      ADD COLUMN user_agent text NOT NULL DEFAULT ''
        CONSTRAINT sign_in_families_user_agent_check CHECK (length(user_agent) <= 300),
      -- a network, not a line: the last part of the address is left out
      ADD COLUMN network text NOT NULL DEFAULT ''
        CONSTRAINT sign_in_families_network_check CHECK (length(network) <= 45),
      ADD COLUMN device_hash text
        CONSTRAINT sign_in_families_device_hash_check CHECK (device_hash ~ '^[0-9a-f]{64}$'),
      ADD COLUMN last_used_at timestamptz,
      DROP CONSTRAINT sign_in_families_ended_reason_check,
      ADD CONSTRAINT sign_in_families_ended_reason_check CHECK (ended_reason IN (${REASONS}, ${MORE}));
    UPDATE sign_in_families SET last_used_at = created_at;
    ALTER TABLE sign_in_families ALTER COLUMN last_used_at SET NOT NULL;
    CREATE INDEX sign_in_families_device_hash_idx ON sign_in_families (device_hash, person_id)
      WHERE device_hash IS NOT NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE sign_in_families SET ended_reason = 'signed_out' WHERE ended_reason IN (${MORE});
    ALTER TABLE sign_in_families DROP COLUMN user_agent, DROP COLUMN network, DROP COLUMN device_hash,
      DROP COLUMN last_used_at, DROP CONSTRAINT sign_in_families_ended_reason_check,
      ADD CONSTRAINT sign_in_families_ended_reason_check CHECK (ended_reason IN (${REASONS}));
  `);
}
