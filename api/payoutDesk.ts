import type { PayoutRequirement } from '@stoa/domain/payouts';

/** What the company that pays tutors out says of an account. */
export interface DeskAccount {
  readonly accountId: string;
  readonly tutorId: string | null;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly requirements: readonly PayoutRequirement[];
}

/** The company that pays tutors out, as handlers ask it; the composition root puts the adapter behind it. */
export interface Payouts {
  createPayoutAccount(request: {
    readonly tutorId: string;
    readonly country: string;
    readonly email: string;
    readonly idempotencyKey: string;
  }): Promise<DeskAccount>;
  createOnboardingLink(request: {
    readonly accountId: string;
    readonly returnUrl: string;
    readonly refreshUrl: string;
  }): Promise<{ readonly url: string; readonly expiresAt: number }>;
  fetchPayoutAccount(accountId: string): Promise<DeskAccount>;
  lookUpPayoutAccount(request: { readonly tutorId: string; readonly since: number }): Promise<DeskAccount | null>;
}

/** The code of a failure that is the company's; null for any other. */
export function companyFailure(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'PaymentProviderError') return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
