import type { Decline } from './errors';
import type { CardDetails } from './objects';

export type CardBehaviour = 'pays' | 'asks' | Decline;

export interface TestCard {
  readonly number: string;
  /** what choosing it does, for people */
  readonly label: string;
  readonly brand: string;
  readonly behaviour: CardBehaviour;
  /** what becomes of a refund to it by itself */
  readonly refundEndsAs?: 'succeeded' | 'failed';
}

const decline = (code: string, declineCode: string | null, message: string): Decline => ({
  code,
  declineCode,
  message,
});
const DECLINED = decline('card_declined', 'generic_decline', 'Your card was declined.');

/** Stripe's well-known test numbers; no other number is ever accepted, so a real card cannot end up here. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', label: 'Pays', brand: 'visa', behaviour: 'pays' },
  { number: '4000002760003184', label: 'Asks to confirm', brand: 'visa', behaviour: 'asks' },
  { number: '4000000000000002', label: 'Declined', brand: 'visa', behaviour: DECLINED },
  {
    number: '4000000000009995',
    label: 'Not enough funds',
    brand: 'visa',
    behaviour: decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  },
  {
    number: '4000000000000069',
    label: 'Card expired',
    brand: 'visa',
    behaviour: decline('expired_card', 'expired_card', 'Your card has expired.'),
  },
  {
    number: '4000000000000127',
    label: 'Wrong security code',
    brand: 'visa',
    behaviour: decline('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
  },
  {
    number: '4000000000000119',
    label: 'Bank cannot answer',
    brand: 'visa',
    behaviour: decline(
      'processing_error',
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
    ),
  },
  { number: '5555555555554444', label: 'Pays', brand: 'mastercard', behaviour: 'pays' },
  { number: '4000002500003155', label: 'Asks to confirm', brand: 'visa', behaviour: 'asks' },
  { number: '4000000000000341', label: 'Can be saved, cannot be charged', brand: 'visa', behaviour: DECLINED },
  {
    number: '4000000000007726',
    label: 'Pays; refund takes a day',
    brand: 'visa',
    behaviour: 'pays',
    refundEndsAs: 'succeeded',
  },
  {
    number: '4000000000005126',
    label: 'Pays; refund fails later',
    brand: 'visa',
    behaviour: 'pays',
    refundEndsAs: 'failed',
  },
];

export const AUTHENTICATION_FAILED = decline(
  'payment_intent_authentication_failure',
  null,
  'The provided payment method has failed authentication. You can provide payment_method_data or a new payment method to attempt to fulfil this payment again.',
);
export const SWITCHED_OFF = decline(
  'card_declined',
  'do_not_honor',
  'Your card was declined (switched on in the sandbox).',
);

export function findCard(number: string): TestCard | undefined {
  const digits = number.replace(/[\s-]/g, '');
  return TEST_CARDS.find((card) => card.number === digits);
}

export function cardDetails(card: TestCard, now: number): CardDetails {
  return {
    brand: card.brand,
    last4: card.number.slice(-4),
    exp_month: 12,
    exp_year: new Date(now * 1000).getUTCFullYear() + 3,
    funding: 'credit',
    country: 'US',
    three_d_secure: null,
  };
}
