// Durable because money that came too late must find its way back, however long the card company does not answer.
// Its id is `payment-return:<paymentId>`; started by the relay when a payment is reported for a booking that is closed.
// The clock only spaces the attempts: soon at first, then every hour.
// A call without an answer is sent again with its key; a stored failure was looked up and gets the next key.
// It ends when the payment is given back, or when its booking turns out to need it after all.
import { proxyActivities, sleep } from '@temporalio/workflow';

import type { Owed } from '@stoa/domain/booking';
import { nextAttempt } from '@stoa/domain/deadlines';

import type { Activities } from '../activities/index';
import { MONEY } from './shared/activityOptions';
import { now } from './shared/clock';

const { returnLatePayment } = proxyActivities<Activities>(MONEY);

const UNKNOWN = { kind: 'unknown', storedFailure: false } as const;

export async function paymentReturnWorkflow({ paymentId }: { readonly paymentId: string }): Promise<void> {
  let owed: Owed = { kind: 'release', attempt: 1, dueAt: now(), failures: 0 };
  for (;;) {
    const { attempt } = owed;
    const result = await returnLatePayment({ paymentId, attempt }).catch(() => UNKNOWN);
    if (result.kind !== 'unknown') return;
    owed = nextAttempt(owed, { at: now(), storedFailure: result.storedFailure });
    await sleep(Math.max(1, owed.dueAt - now()));
  }
}
