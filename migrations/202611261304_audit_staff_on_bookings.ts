import type { Knex } from 'knex';

/**
 * Whatever staff do to a booking and its money is in the audit log, in the transaction that does it and whichever code
 * it goes through: the booking's own timeline says it, so the line follows from the event. Written at the very end of the
 * transaction, because everybody who writes to the chain waits for its commit.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION audit_booking_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_log (at, actor_id, acting_as, action, subject_kind, subject_id, reason, details)
      VALUES (NEW.at, NEW.actor_id, NEW.actor,
        'booking.' || left(regexp_replace(NEW.type, '[^A-Za-z]', '', 'g'), 40), 'booking', NEW.booking_id::text,
        (SELECT text FROM booking_reasons WHERE id = NEW.reason_id),
        jsonb_build_object('event', NEW.key, 'version', NEW.version));
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER booking_events_audited AFTER INSERT ON booking_events
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (NEW.actor IN ('support', 'admin', 'owner') AND NEW.actor_id IS NOT NULL)
      EXECUTE FUNCTION audit_booking_event();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TRIGGER booking_events_audited ON booking_events; DROP FUNCTION audit_booking_event();`);
}
