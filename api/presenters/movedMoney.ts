import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import type { AccountName, LedgerEventKind } from '@stoa/domain/ledger';
import type { TimelineRow } from '../../db/queries/bookingEvents';
import { isStaff, type Reader } from './reader';
import { minor } from './values';

type Party = 'student' | 'tutor';
type Transaction = TimelineRow['ledger'][number];

/** One sum that people read of a ledger transaction: what it did to one account, and whose money that is. */
interface Line {
  /** the key of the texts */
  readonly label: string;
  readonly account: AccountName;
  readonly of: Party | 'house';
}
const line = (label: string, account: AccountName, of: Line['of']): Line => ({ label, account, of });

/** A student reads what was taken and what came back, a tutor what is theirs after commission; the staff read all. */
const LINES: Readonly<Record<LedgerEventKind, readonly Line[]>> = {
  authorised: [line('authorised', 'card_authorized', 'student')],
  released: [line('released', 'card_authorized', 'student')],
  captured: [line('captured', 'provider_clearing', 'student')],
  late_captured: [line('late_captured', 'provider_clearing', 'student')],
  returned: [line('returned', 'provider_clearing', 'student')],
  settled: [line('earned', 'tutor_payable', 'tutor'), line('commission', 'commission_revenue', 'house')],
  service_fee_earned: [line('service_fee', 'service_fee_revenue', 'house')],
  refunded_after_settlement: [
    line('returned', 'provider_clearing', 'student'),
    line('taken_back', 'tutor_payable', 'tutor'),
    line('taken_back', 'tutor_debt', 'tutor'),
    line('commission_returned', 'commission_revenue', 'house'),
  ],
  compensation: [line('compensation', 'student_promo', 'student')],
  goodwill_cash: [line('goodwill', 'student_wallet', 'student')],
  refund_failed: [line('refund_failed', 'student_wallet', 'student')],
  provider_fee: [line('provider_fee', 'processing_fees', 'house')],
  provider_fee_returned: [line('provider_fee_returned', 'processing_fees', 'house')],
};

const linesOf = (code: string): readonly Line[] => (Object.hasOwn(LINES, code) ? LINES[code as LedgerEventKind] : []);

function movedOn({ account }: Line, { postings }: Transaction): TimelineEntry['money'][number]['amount'] | null {
  const own = postings.filter((posting) => posting.account.split(':')[0] === account);
  const sum = own.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return own[0] === undefined || sum === 0 ? null : minor(Math.abs(sum), own[0].currency);
}

/** The money that an event moved for this reader. */
export function movedMoney(
  { ledger }: Pick<TimelineRow, 'ledger'>,
  reader: Pick<Reader, 'role'>,
): TimelineEntry['money'] {
  return ledger.flatMap((transaction) =>
    linesOf(transaction.code)
      .filter(({ of }) => isStaff(reader) || of === reader.role)
      .flatMap((read) => {
        const amount = movedOn(read, transaction);
        return amount === null ? [] : [{ label: read.label, amount }];
      }),
  );
}
