import type { AvailabilityRules } from '@stoa/domain/availability';
import { rows, type Db, type Trx } from '../postgres';
import { findAvailabilityRules } from './tutors';

/** What a tutor sets about their hours, without the exceptions. */
export type HoursRules = Omit<AvailabilityRules, 'openings' | 'blackouts'>;

/** The rules as they are saved; the version rises with each save. */
export interface SavedRules {
  readonly version: number;
  readonly rules: HoursRules;
}

const NO_TIME = { from: 0, to: 1 };

/** A tutor's rules with their version; null when nobody of this id teaches. */
export async function findRules(db: Db, tutorId: string): Promise<SavedRules | null> {
  const [row] = await rows<{ version: number }>(db, `SELECT rules_version AS version FROM tutors WHERE person_id = ?`, [
    tutorId,
  ]);
  const known = await findAvailabilityRules(db, tutorId, NO_TIME);
  if (row === undefined || known === null) return null;
  const { openings: _openings, blackouts: _blackouts, ...rules } = known.rules;
  return { version: row.version, rules };
}

const UPDATE = `UPDATE tutors SET zone = ?, durations = ?::int[], slot_step_minutes = ?, minimum_notice_minutes = ?,
    horizon_days = ?, buffer_minutes = ?, max_sessions_per_day = ?, max_minutes_per_week = ?,
    rules_version = rules_version + 1, updated_at = ?
  WHERE person_id = ? AND rules_version = ? RETURNING rules_version AS version`;

/**
 * Saves all rules at once, in the caller's transaction.
 * @param expected the version that they were made from
 * @param at epoch ms on the injected clock
 * @returns the new version; null when the rules are at another version, and then nothing is changed
 */
export async function saveRules(
  trx: Trx,
  { tutorId, expected, at }: { readonly tutorId: string; readonly expected: number; readonly at: number },
  rules: HoursRules,
): Promise<number | null> {
  const [saved] = await rows<{ version: number }>(trx, UPDATE, [
    rules.zone,
    [...rules.durationsMinutes],
    rules.slotStepMinutes,
    rules.noticeMinutes,
    rules.horizonDays,
    rules.bufferMinutes,
    rules.sessionsPerDay,
    rules.minutesPerWeek,
    new Date(at),
    tutorId,
    expected,
  ]);
  if (saved === undefined) return null;
  await trx.raw(`DELETE FROM weekly_windows WHERE tutor_id = ?`, [tutorId]);
  await trx.raw(
    `INSERT INTO weekly_windows (tutor_id, weekday, starts_local, ends_local)
     SELECT ?, w.weekday, w.start, w."end"
     FROM jsonb_to_recordset(CAST(? AS jsonb)) AS w(weekday smallint, start time, "end" time)`,
    [tutorId, JSON.stringify(rules.windows)],
  );
  return saved.version;
}
