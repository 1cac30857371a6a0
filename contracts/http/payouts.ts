import { PAYOUT_REQUIREMENTS, PAYOUT_STATES } from '@stoa/domain/payouts';
import { z } from 'zod';
import { Instant } from './shared';

export const PayoutsView = z
  .object({
    state: z.enum(PAYOUT_STATES).meta({
      description: 'none: not begun; started: not handed in; waiting: handed in, see requirements; ready: paid out',
    }),
    requirements: z
      .array(z.enum(PAYOUT_REQUIREMENTS))
      .meta({ description: 'what the company still wants or checks, by code' }),
    country: z.string().nullable(),
    countrySupported: z.boolean().meta({ description: 'whether we pay out to the country of the account' }),
    checkedAt: Instant.nullable().meta({ description: 'when the company was asked last' }),
    actions: z.array(z.enum(['begin', 'continue'])).meta({ description: 'what `startPayoutOnboarding` would do now' }),
    asOf: Instant,
  })
  .meta({ id: 'Payouts' });
export type PayoutsView = z.output<typeof PayoutsView>;

export const OnboardingLinkView = z
  .object({
    url: z.url().meta({ description: "the company's page: good for one visit within minutes; never to be kept" }),
    expiresAt: Instant,
    asOf: Instant,
  })
  .meta({ id: 'OnboardingLink' });
export type OnboardingLinkView = z.output<typeof OnboardingLinkView>;
