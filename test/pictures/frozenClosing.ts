/** Accounts that are being closed at the frozen moment, by the API's own presenters. */
import { ClosingView, ReceiptView } from '@stoa/contracts/http/closing';
import type { Closing, ClosingFacts } from '@stoa/domain/closing';
import { DAY_MS } from '@stoa/domain/policies';
import { presentClosing, presentReceipt } from '../../api/presenters/closing';
import { Refusal } from '../../api/refusal';
import { agreed } from './answers';
import { NOW } from './people';
import type { Route } from './route';

/** Who has asked, and for whom the day is set. */
const CLOSING = 'Zlata';
export const RECEIPT = 'E-74SJR10H';

const facts = (who: string): ClosingFacts => ({
  ...{ holds: 0, lessons: who === CLOSING ? 0 : 2, unsettled: who === CLOSING ? 0 : 1, disputes: 0, moneyUnderWay: 0 },
  ...{ walletCash: [], earnings: [], debts: [], roles: ['student'], changesAt: null },
  walletPromo: [{ currency: 'GBP', amountMinor: 500 }],
});

const closing: Closing = {
  ...{ id: 'c', personId: 'p', state: 'cooling_off', version: 2, reviewWords: 'keep' },
  ...{ askedAt: NOW - 3 * DAY_MS, erasesAt: NOW + 11 * DAY_MS, toldAt: NOW - 3 * DAY_MS },
};

const receipt = {
  ...{ number: RECEIPT, askedAt: NOW - 30 * DAY_MS, issuedAt: NOW - 16 * DAY_MS, erasedAt: NOW - 16 * DAY_MS },
  content: {
    erased: { files: 3, signIns: 4, savedThings: 7, texts: 12, reviewTexts: 0 },
    kept: { bookings: 18, payments: 17, ledgerLines: 61, auditLines: 9, reviews: 5, consents: 2 },
  },
};

export const CLOSING_ROUTES: readonly Route[] = [
  [
    'GET',
    /^\/me\/closing$/,
    ({ who }) => agreed(ClosingView, presentClosing(who === CLOSING ? closing : null, facts(who), NOW)),
  ],
  [
    'GET',
    /^\/erasure-receipts\/([^/]+)$/,
    ({ params }) => {
      if (params[0] !== RECEIPT) throw new Refusal('receipt_not_found');
      return agreed(ReceiptView, presentReceipt(receipt, NOW));
    },
  ],
];
