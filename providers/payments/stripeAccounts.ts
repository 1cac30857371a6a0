import { PAYOUT_REQUIREMENTS, type PayoutRequirement } from '@stoa/domain/payouts';
import type Stripe from 'stripe';
import type { PayoutAccount, PayoutEvent, PayoutProvider } from './port';
import { asked, connect, PAGE_SIZE, readSigned, type StripeSettings } from './stripeClient';

/** Accounts of tutors through Stripe's Connect: Express, which may be transferred to. The promises stand at the port. */
export function createStripeAccounts(settings: StripeSettings): PayoutProvider {
  const stripe = connect(settings);
  return {
    createPayoutAccount: (request) => asked(() => createAccount(stripe, request)),
    createOnboardingLink: ({ accountId, returnUrl, refreshUrl }) =>
      asked(async () => {
        const urls = { return_url: returnUrl, refresh_url: refreshUrl };
        const link = await stripe.accountLinks.create({ account: accountId, type: 'account_onboarding', ...urls });
        return { url: link.url, expiresAt: link.expires_at * 1000 };
      }),
    fetchPayoutAccount: (accountId) => asked(async () => accountOf(await stripe.accounts.retrieve(accountId))),
    lookUpPayoutAccount: (request) => asked(() => lookUp(stripe, request)),
    readPayoutEvent: (rawBody, signature) =>
      eventOf(readSigned(stripe, { rawBody, signature, secret: settings.webhookSecret })),
  };
}

type Wanted = Parameters<PayoutProvider['createPayoutAccount']>[0];

async function createAccount(stripe: Stripe, { tutorId, country, email, idempotencyKey }: Wanted) {
  const account = await stripe.accounts.create(
    {
      type: 'express',
      country,
      email,
      capabilities: { transfers: { requested: true } },
      metadata: { tutor_id: tutorId },
    },
    { idempotencyKey },
  );
  return accountOf(account);
}

/** Stripe cannot be asked for accounts by what we wrote into them, so all of that time are looked through. */
async function lookUp(
  stripe: Stripe,
  { tutorId, since }: { tutorId: string; since: number },
): Promise<PayoutAccount | null> {
  let after: string | undefined;
  do {
    const list = await stripe.accounts.list({
      created: { gte: Math.floor(since / 1000) },
      limit: PAGE_SIZE,
      ...(after ? { starting_after: after } : {}),
    });
    const found = list.data.find(({ metadata }) => metadata?.['tutor_id'] === tutorId);
    if (found) return accountOf(found);
    after = list.has_more ? list.data.at(-1)?.id : undefined;
  } while (after !== undefined);
  return null;
}

function accountOf(account: Stripe.Account): PayoutAccount {
  return {
    accountId: account.id,
    tutorId: account.metadata?.['tutor_id'] ?? null,
    payoutsEnabled: account.payouts_enabled,
    detailsSubmitted: account.details_submitted,
    requirements: requirementsOf(account.requirements),
  };
}

/** Stripe's names of what it wants, by how they begin or what they contain; the first that fits. */
const NAMES: readonly (readonly [RegExp, PayoutRequirement])[] = [
  [/verification\.(additional_)?document|documents\./, 'document'],
  [/^external_account/, 'bank_account'],
  [/^tos_acceptance/, 'terms'],
  [/(ssn_last_4|id_number|tax_id|vat_id)/, 'tax_number'],
  [/^(business_|company\.)/, 'business'],
  [/^(individual|representative|person_\w+|owners|directors|executives)\b/, 'person'],
];

function requirementsOf(requirements: Stripe.Account['requirements']): PayoutRequirement[] {
  if (!requirements) return [];
  const due = [...(requirements.currently_due ?? []), ...(requirements.past_due ?? [])];
  const wanted = new Set(due.map((name) => NAMES.find(([form]) => form.test(name))?.[1] ?? 'other'));
  const { disabled_reason: reason, pending_verification: pending } = requirements;
  if (reason?.startsWith('rejected.')) wanted.add('refused');
  const checking = (pending ?? []).length > 0 || /^(under_review|listed|requirements\.pending)/.test(reason ?? '');
  if (checking) wanted.add('under_review');
  return PAYOUT_REQUIREMENTS.filter((requirement) => wanted.has(requirement));
}

function eventOf(event: Stripe.Event): PayoutEvent {
  const accountId = event.type === 'account.updated' ? event.data.object.id : null;
  return { eventId: event.id, type: event.type, createdAt: event.created * 1000, accountId };
}
