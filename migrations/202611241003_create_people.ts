import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE people (
      id uuid CONSTRAINT people_pkey PRIMARY KEY,
      email citext NOT NULL CONSTRAINT people_email_key UNIQUE
        CONSTRAINT people_email_check CHECK (length(email::text) BETWEEN 3 AND 254 AND position('@' IN email::text) > 1),
      password_hash text,
      display_name text NOT NULL CONSTRAINT people_display_name_check CHECK (length(display_name) BETWEEN 1 AND 100),
      zone text NOT NULL CONSTRAINT people_zone_check CHECK (length(zone) BETWEEN 1 AND 64),
      locale text NOT NULL DEFAULT 'en' CONSTRAINT people_locale_check CHECK (locale ~ '^[a-z]{2}(-[A-Z]{2}){0,1}$'),
      country text CONSTRAINT people_country_check CHECK (country ~ '^[A-Z]{2}$'),
      avatar_url text,
      created_at timestamptz NOT NULL,
      disabled_at timestamptz
    );
    CREATE TABLE person_roles (
      person_id uuid NOT NULL CONSTRAINT person_roles_person_id_fkey REFERENCES people,
      role text NOT NULL
        CONSTRAINT person_roles_role_check CHECK (role IN ('student', 'tutor', 'support', 'admin', 'owner')),
      granted_at timestamptz NOT NULL,
      granted_by uuid CONSTRAINT person_roles_granted_by_fkey REFERENCES people,
      CONSTRAINT person_roles_pkey PRIMARY KEY (person_id, role)
    );
    CREATE INDEX person_roles_role_idx ON person_roles (role);
    GRANT SELECT, INSERT, UPDATE ON people TO stoa_app;
    GRANT SELECT, INSERT, DELETE ON person_roles TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE person_roles; DROP TABLE people;`);
}
