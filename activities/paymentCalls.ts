import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { withSpan } from '../platform/tracing';
import { PaymentProviderError, type PaymentFailureCode } from '../providers/payments/port';

export type Told<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: PaymentFailureCode };

export interface PaymentCalls {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'paymentCalls' | 'sweepFound'>;
}

/** One call to the card company: what it said as a value, counted and traced. What is no answer of theirs flies on. */
export async function attempt<T>(
  { logger, metrics }: PaymentCalls,
  call: string,
  fn: () => Promise<T>,
): Promise<Told<T>> {
  try {
    const value = await withSpan(`payments.${call}`, {}, fn);
    metrics.paymentCalls.inc({ call, result: 'ok' });
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof PaymentProviderError)) throw error;
    metrics.paymentCalls.inc({ call, result: error.code });
    logger.warn({ call, code: error.code, declineCode: error.declineCode }, 'the card company said no');
    return { ok: false, code: error.code };
  }
}
