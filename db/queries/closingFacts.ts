import type { ClosingFacts, Standing } from '@stoa/domain/closing';
import { accountsOfPerson } from '@stoa/domain/ledger';
import type { Role } from '@stoa/domain/permissions';
import { rows, type Db } from '../postgres';

type Counts = Pick<ClosingFacts, 'holds' | 'lessons' | 'unsettled' | 'disputes' | 'moneyUnderWay'> & {
  readonly changesAt: Date | null;
  readonly roles: Role[];
};

const HOLD = `b.session = 'REQUESTED' AND b.payment = 'PENDING'`;
const LIVE = `b.session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE') AND NOT (${HOLD})`;
const UNSETTLED = `b.session = 'ENDED' AND b.payment = 'AUTHORIZED'`;
/** when such a booking goes on by itself: the last one that it can, where there are several */
const NEXT = `CASE WHEN ${HOLD} THEN b.hold_ends_at WHEN b.session = 'REQUESTED' THEN coalesce(b.answer_by, b.starts_at)
  WHEN ${LIVE} THEN b.ends_at + interval '5 minutes' WHEN ${UNSETTLED} THEN b.settle_at END`;

const COUNTS = `SELECT count(*) FILTER (WHERE ${HOLD})::int AS holds, count(*) FILTER (WHERE ${LIVE})::int AS lessons,
    count(*) FILTER (WHERE ${UNSETTLED})::int AS unsettled, count(*) FILTER (WHERE b.dispute = 'OPEN')::int AS disputes,
    count(*) FILTER (WHERE b.session IN ('ENDED', 'CANCELLED', 'EXPIRED') AND (b.owed <> '[]'
      OR EXISTS (SELECT FROM payments y WHERE y.booking_id = b.id AND y.status IN ('processing', 'authorized'))
      OR EXISTS (SELECT FROM refunds r WHERE r.booking_id = b.id AND r.status = 'pending')))::int AS "moneyUnderWay",
    min(${NEXT}) FILTER (WHERE ${NEXT} > ?) AS "changesAt",
    ARRAY(SELECT role FROM person_roles WHERE person_id = ? ORDER BY role) AS roles
  FROM bookings b WHERE b.student_id = ? OR b.tutor_id = ?`;

const KINDS = {
  student_wallet: 'walletCash',
  student_promo: 'walletPromo',
  tutor_payable: 'earnings',
  tutor_debt: 'debts',
  student_debt: 'debts',
} as const;
type Kind = keyof typeof KINDS;

async function standingsOf(db: Db, personId: string): Promise<Pick<ClosingFacts, (typeof KINDS)[Kind]>> {
  const found = await rows<Standing & { readonly kind: Kind }>(
    db,
    `SELECT split_part(account, ':', 1) AS kind, currency, balance_minor AS "amountMinor" FROM ledger_balances
     WHERE account = ANY(?) AND balance_minor > 0 ORDER BY account, currency`,
    [accountsOfPerson(personId)],
  );
  const of = (name: (typeof KINDS)[Kind]): Standing[] =>
    found.filter(({ kind }) => KINDS[kind] === name).map(({ currency, amountMinor }) => ({ currency, amountMinor }));
  return {
    walletCash: of('walletCash'),
    walletPromo: of('walletPromo'),
    earnings: of('earnings'),
    debts: of('debts'),
  };
}

/**
 * What is live about a person, on either side of a lesson: what `domain/closing` decides from.
 * @param asOf epoch ms; `changesAt` lies after it
 */
export async function findClosingFacts(db: Db, personId: string, asOf: number): Promise<ClosingFacts> {
  const [counts] = await rows<Counts>(db, COUNTS, [new Date(asOf), personId, personId, personId]);
  if (counts === undefined) throw new Error('a count gave no row');
  const standings = await standingsOf(db, personId);
  return { ...counts, ...standings, changesAt: counts.changesAt?.getTime() ?? null };
}
