import { z } from 'zod';
import { CLOSING_STATES, CLOSING_WAITS, REVIEW_WORDS } from '@stoa/domain/closing';
import { FreshProofBody } from './credentials';
import { Instant, MoneyView } from './shared';

const ReviewWords = z.enum(REVIEW_WORDS).meta({
  description: 'what becomes of the words of reviews that the person wrote; the stars stay either way',
});

export const ClosingView = z
  .object({
    closing: z
      .object({
        state: z.enum(CLOSING_STATES),
        askedAt: Instant,
        erasesAt: Instant.nullable().meta({ description: 'null while something is live' }),
        reviewWords: ReviewWords,
      })
      .nullable()
      .meta({ description: 'null: nobody has asked' }),
    waits: z
      .array(z.object({ code: z.enum(CLOSING_WAITS), count: z.int().nullable(), amounts: z.array(MoneyView) }))
      .meta({ description: 'what has to end first; we cancel nothing. Words: web.closing.waits.*' }),
    forfeits: z.array(MoneyView).meta({ description: 'promotional credit that ends unused' }),
    debts: z.array(MoneyView).meta({ description: 'stays in the books under the id alone' }),
    teaches: z.boolean().meta({ description: 'there is a tutor’s page, which nobody finds from the asking on' }),
    coolingOffDays: z.int(),
    seen: z.string().meta({ description: 'of what is shown here; sent back with the asking' }),
    actions: z.array(z.enum(['ask', 'withdraw'])),
    asOf: Instant,
  })
  .meta({ id: 'Closing' });
export type ClosingView = z.output<typeof ClosingView>;

export const AskToCloseBody = FreshProofBody.extend({
  reviewWords: ReviewWords,
  seen: z.string().min(1).max(100),
});

export const ReceiptParams = z.strictObject({ receiptNumber: z.string().min(1).max(20) });
const counts = z.record(z.string(), z.int());
export const ReceiptView = z
  .object({
    number: z.string(),
    askedAt: Instant,
    issuedAt: Instant,
    erasedAt: Instant.nullable().meta({ description: 'null: the erasure is under way' }),
    erased: counts.meta({ description: 'how many of what; words: closingMails.erased.*' }),
    kept: counts.meta({ description: 'how many of what; words: closingMails.kept.*' }),
    asOf: Instant,
  })
  .meta({ id: 'ErasureReceipt', description: 'names nobody' });
