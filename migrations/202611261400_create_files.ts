import type { Knex } from 'knex';

/** Instants of this table are the system's: links, limits and retention live by it, whatever the house's clock says. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE files (
      id uuid CONSTRAINT files_pkey PRIMARY KEY,
      owner_id uuid NOT NULL CONSTRAINT files_owner_id_fkey REFERENCES people,
      purpose text NOT NULL
        CONSTRAINT files_purpose_check CHECK (purpose IN ('avatar', 'tutor_photo', 'certificate', 'education')),
      area text NOT NULL CONSTRAINT files_area_check CHECK (area IN ('private', 'public')),
      -- 32 random bytes: whoever does not know it finds nothing
      storage_key text NOT NULL CONSTRAINT files_storage_key_key UNIQUE
        CONSTRAINT files_storage_key_check CHECK (storage_key ~ '^[0-9a-f]{64}$'),
      name text NOT NULL CONSTRAINT files_name_check CHECK (length(name) BETWEEN 1 AND 200),
      -- as announced until it is ready, then as found
      media_type text NOT NULL CONSTRAINT files_media_type_check CHECK (length(media_type) BETWEEN 3 AND 100),
      bytes bigint NOT NULL CONSTRAINT files_bytes_check CHECK (bytes BETWEEN 1 AND 100000000),
      sha256 text CONSTRAINT files_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      state text NOT NULL CONSTRAINT files_state_check CHECK (state IN ('awaited', 'ready', 'refused')),
      refused_code text CONSTRAINT files_refused_code_check CHECK ((state = 'refused') = (refused_code IS NOT NULL)),
      created_at timestamptz NOT NULL,
      -- an upload begins once, before this
      upload_ends_at timestamptz NOT NULL,
      upload_began_at timestamptz,
      uploaded_at timestamptz,
      ready_at timestamptz CONSTRAINT files_ready_at_check CHECK ((state = 'ready') = (ready_at IS NOT NULL)),
      -- something refers to it; until then it is taken away after a day
      attached_at timestamptz CONSTRAINT files_attached_at_check CHECK (attached_at IS NULL OR state = 'ready'),
      -- nobody sees it any more; its bytes go next
      deleted_at timestamptz,
      purged_at timestamptz CONSTRAINT files_purged_at_check CHECK (purged_at IS NULL OR deleted_at IS NOT NULL),
      -- documents are never public, whatever the code says
      CONSTRAINT files_purpose_area_check CHECK ((area = 'public') = (purpose IN ('avatar', 'tutor_photo')))
    );
    CREATE INDEX files_owner_id_waiting_idx ON files (owner_id) WHERE attached_at IS NULL AND deleted_at IS NULL;
    CREATE INDEX files_created_at_waiting_idx ON files (created_at) WHERE attached_at IS NULL AND deleted_at IS NULL;
    CREATE INDEX files_deleted_at_idx ON files (deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
    GRANT SELECT, INSERT, UPDATE, DELETE ON files TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE files`);
}
