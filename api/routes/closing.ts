import { AskToCloseBody, ClosingView, ReceiptParams, ReceiptView } from '@stoa/contracts/http/closing';
import { normaliseCode } from '@stoa/domain/code';
import { findClosingFacts } from '../../db/queries/closingFacts';
import { findOpenClosing } from '../../db/queries/closings';
import { findReceipt } from '../../db/queries/erasureReceipts';
import { PARTIES } from '../access';
import { proveFresh } from '../credentials';
import type { House } from '../house';
import { operation, publicOperation, type Operation } from '../operation';
import { partyOf, type Person } from '../person';
import { meansOf, presentClosing, presentReceipt } from '../presenters/closing';
import { found, Refusal } from '../refusal';

const tag = 'Closing an account';

async function view({ db, clock }: House, { id }: Person): Promise<ClosingView> {
  const now = clock.now();
  const [closing, facts] = await Promise.all([findOpenClosing(db, id), findClosingFacts(db, id, now)]);
  return presentClosing(closing, facts, now);
}

const getMyClosing = operation(
  {
    id: 'getMyClosing',
    method: 'get',
    path: '/me/closing',
    tag,
    summary: 'What closing the own account would mean, or how its closing stands',
    answer: { status: 200, schema: ClosingView },
    access: PARTIES,
    rate: 'read',
  },
  ({ me }, house) => view(house, me),
);

/** @throws Refusal `closing_changed` with what it means now */
async function refuseUnseen(house: House, me: Person, seen: string): Promise<void> {
  const facts = await findClosingFacts(house.db, me.id, house.clock.now());
  if (meansOf(facts).seen !== seen)
    throw new Refusal('closing_changed', { details: { current: await view(house, me) } });
}

const askToCloseAccount = operation(
  {
    id: 'askToCloseAccount',
    method: 'post',
    path: '/me/closing',
    tag,
    summary:
      'Have the own account closed and erased: it books nothing new from now on, and can be called off until the day',
    body: AskToCloseBody,
    answer: { status: 202, schema: ClosingView },
    errors: [
      'password_wrong',
      'fresh_sign_in_required',
      'hashing_busy',
      'closing_changed',
      'closing_staff_role',
      'closing_state_conflict',
      'outcome_unknown',
    ],
    access: PARTIES,
    idempotent: true,
    rate: 'signIn',
  },
  async ({ me, body, repeat }, house) => {
    await proveFresh(house, me, body.currentPassword);
    if (!repeat.seen && (await findOpenClosing(house.db, me.id)) === null) await refuseUnseen(house, me, body.seen);
    const input = { actingAs: partyOf(me), reviewWords: body.reviewWords };
    if (!repeat.done) await house.closings.ask(me.id, { input, updateId: repeat.updateId });
    return view(house, me);
  },
);

const withdrawClosing = operation(
  {
    id: 'withdrawClosing',
    method: 'post',
    path: '/me/closing/withdraw',
    tag,
    summary: 'Call the closing of the own account off: everything is as it was',
    answer: { status: 200, schema: ClosingView },
    errors: ['closing_state_conflict', 'outcome_unknown'],
    access: PARTIES,
    idempotent: true,
    rate: 'write',
  },
  async ({ me, repeat }, house) => {
    const input = { actingAs: partyOf(me) };
    if (!repeat.done) await house.closings.withdraw(me.id, { input, updateId: repeat.updateId });
    return view(house, me);
  },
);

const getErasureReceipt = publicOperation(
  {
    id: 'getErasureReceipt',
    method: 'get',
    path: '/erasure-receipts/{receiptNumber}',
    tag,
    summary: 'Verify the receipt of an erasure by its number; it names nobody',
    params: ReceiptParams,
    answer: { status: 200, schema: ReceiptView },
    errors: ['receipt_not_found'],
    rate: 'signIn',
  },
  async ({ params, now }, { db }) => {
    const number = normaliseCode(params.receiptNumber);
    const receipt = number === null ? null : await findReceipt(db, number);
    return presentReceipt(found(receipt, 'receipt_not_found'), now);
  },
);

export const closingOperations: readonly Operation[] = [
  getMyClosing,
  askToCloseAccount,
  withdrawClosing,
  getErasureReceipt,
];
