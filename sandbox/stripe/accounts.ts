import type { Call } from './call';
import { badParameter } from './errors';
import { emit } from './events';
import { head, type Account } from './objects';
import {
  choice,
  created,
  expandable,
  flag,
  group,
  metadata,
  optional,
  paging,
  read,
  required,
  text,
  type Rule,
  type Tree,
} from './parameters';
import { createdWithin } from './store';

/** Which countries Stripe opens an Express account in is its own list; here: any that has the form of one. */
const country: Rule<string> = (value, path) => {
  const code = text(2)(value, path);
  if (!/^[A-Z]{2}$/.test(code)) throw badParameter(path, `Country '${code}' is unknown.`, 'country_unsupported');
  return code;
};
const email: Rule<string> = (value, path) => {
  const address = text(512)(value, path);
  if (!/^[^\s@]+@[^\s@]+$/.test(address))
    throw badParameter(path, `Invalid email address: ${address}`, 'email_invalid');
  return address;
};
const requested = optional(group({ requested: optional(flag()) }));
const CREATE = {
  ...expandable,
  type: required(choice('express')),
  country: optional(country),
  email: optional(email),
  business_type: optional(choice('individual', 'company', 'non_profit')),
  capabilities: optional(group({ transfers: requested, card_payments: requested })),
  metadata: optional(metadata()),
};
/** What the company wants to know of somebody it has not seen yet. */
const EVERYTHING = [
  'business_type',
  'external_account',
  'individual.dob.day',
  'individual.first_name',
  'tos_acceptance.date',
];

export async function createAccount(call: Call, tree: Tree): Promise<Account> {
  const wanted = read(CREATE, tree);
  if (wanted.capabilities?.transfers?.requested !== true) {
    const message = 'An Express account requests at least one capability: transfers.';
    throw badParameter('capabilities', message, 'parameter_missing');
  }
  const account: Account = {
    ...head('account', call.now),
    type: 'express',
    country: wanted.country ?? 'US',
    email: wanted.email ?? null,
    business_type: wanted.business_type ?? null,
    capabilities: { transfers: 'inactive' },
    charges_enabled: false,
    payouts_enabled: false,
    details_submitted: false,
    requirements: due(EVERYTHING, 'requirements.past_due'),
    metadata: wanted.metadata ?? {},
  };
  await call.store.insert(account);
  await emit(call, 'account.updated', account);
  return account;
}

function due(fields: readonly string[], disabledReason: string | null): Account['requirements'] {
  return {
    currently_due: fields,
    past_due: fields,
    eventually_due: fields,
    pending_verification: [],
    errors: [],
    disabled_reason: disabledReason,
    current_deadline: null,
  };
}

export async function retrieveAccount(call: Call, tree: Tree, id: string): Promise<Account> {
  read(expandable, tree);
  return (await call.store.find('account', id)).object;
}

const LIST = { ...expandable, ...paging, created };

export async function listAccounts(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const where = createdWithin(asked.created ?? {});
  return { object: 'list', url: '/v1/accounts', ...(await call.store.page('account', { paging: asked, where })) };
}

/** How somebody leaves the company's page. */
export type OnboardingAnswer = 'finish' | 'later' | 'refuse';

/** What the company makes of the answers; leaving for later changes nothing. */
export async function answerOnboarding(call: Call, accountId: string, answer: OnboardingAnswer): Promise<void> {
  const { object: account } = await call.store.lock('account', accountId);
  if (answer === 'later') return;
  const passes = answer === 'finish';
  const updated: Account = {
    ...account,
    business_type: account.business_type ?? 'individual',
    details_submitted: true,
    payouts_enabled: passes,
    capabilities: { transfers: passes ? 'active' : 'inactive' },
    requirements: passes ? due([], null) : due(['individual.verification.document'], 'requirements.past_due'),
  };
  await call.store.save(updated);
  await emit(call, 'account.updated', updated);
}
