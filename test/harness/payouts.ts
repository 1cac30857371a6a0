import { PaymentProviderError, type PayoutProvider } from '../../providers/payments/port';

/** Nobody is paid out here, and nobody answers who is asked. */
export const noPayouts: PayoutProvider = {
  createPayoutAccount: () => Promise.reject(new PaymentProviderError('payment_outcome_unknown', 'nobody answers here')),
  createOnboardingLink: () => Promise.reject(new Error('not expected')),
  fetchPayoutAccount: () => Promise.reject(new Error('not expected')),
  lookUpPayoutAccount: () => Promise.reject(new Error('not expected')),
  readPayoutEvent: () => {
    throw new PaymentProviderError('webhook_signature_invalid', 'no signature is known here');
  },
};
