import { ConsentsView, GiveConsentBody } from '@stoa/contracts/http/consents';
import { giveConsent, listConsents } from '../../db/queries/consents';
import { EVERYBODY } from '../access';
import type { House } from '../house';
import { operation, type Operation } from '../operation';
import { presentConsents } from '../presenters/consents';
import { Refusal } from '../refusal';

const tag = 'Accounts';

const view = async (house: House, personId: string, now: number): Promise<ConsentsView> =>
  presentConsents(await listConsents(house.db, personId), house.documents, now);

const listMyConsents = operation(
  {
    id: 'listMyConsents',
    method: 'get',
    path: '/me/consents',
    tag,
    summary: 'What you agreed to, by version and date, and whether a newer one waits',
    answer: { status: 200, schema: ConsentsView },
    access: EVERYBODY,
    rate: 'read',
  },
  ({ me, now }, house) => view(house, me.id, now),
);

const giveMyConsent = operation(
  {
    id: 'giveConsent',
    method: 'post',
    path: '/me/consents',
    tag,
    summary: 'Agree to the version in force of the terms or the privacy notice; agreed to already is no error',
    body: GiveConsentBody,
    answer: { status: 200, schema: ConsentsView },
    errors: ['consent_outdated'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, body: { document, version }, now }, house) => {
    if (version !== house.documents[document]) throw new Refusal('consent_outdated', { details: house.documents });
    await giveConsent(house.db, { personId: me.id, document, version, at: now });
    return view(house, me.id, now);
  },
);

export const consentOperations: readonly Operation[] = [listMyConsents, giveMyConsent];
