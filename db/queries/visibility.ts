import { rows, type Db } from '../postgres';

export interface Visibility {
  readonly approved: boolean;
  readonly payoutsEnabled: boolean;
  readonly disabled: boolean;
  /** its owner has asked for the account to be closed */
  readonly closing: boolean;
  readonly hasRate: boolean;
  /** epoch ms; null: strikes do not hide */
  readonly hiddenUntil: number | null;
}

/** Everything that can keep a tutor out of searches; null when nobody of this id teaches. */
export async function findVisibility(db: Db, tutorId: string): Promise<Visibility | null> {
  const [found] = await rows<Omit<Visibility, 'hiddenUntil'> & { readonly hiddenUntil: Date | null }>(
    db,
    `SELECT t.approval = 'approved' AS approved, t.payouts_enabled AS "payoutsEnabled",
       p.disabled_at IS NOT NULL AS disabled, p.closing_since IS NOT NULL AS closing, price_micros(t.rate_minor, t.currency) IS NOT NULL AS "hasRate",
       tutor_hidden_until(t.person_id) AS "hiddenUntil"
     FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ?`,
    [tutorId],
  );
  return found ? { ...found, hiddenUntil: found.hiddenUntil?.getTime() ?? null } : null;
}
