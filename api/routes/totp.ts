import {
  DisableTotpBody,
  EnrolTotpBody,
  RecoveryCodes,
  TotpCodeBody,
  TotpEnrolment,
  TotpView,
} from '@stoa/contracts/http/totp';
import {
  confirmSecret,
  disableSecondFactor,
  enrolSecret,
  findSecondFactor,
  renewRecoveryCodes,
} from '../../db/queries/secondFactors';
import { newId } from '../../platform/ids';
import { EVERYBODY } from '../access';
import { enrolmentUri, newSecret, stepOf } from '../codes';
import { proveFresh } from '../credentials';
import { operation, type Operation } from '../operation';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { newRecoveryCodes, proveCode } from '../secondStep';

const tag = 'Second step';
const PROOF_CODES = ['password_wrong', 'fresh_sign_in_required', 'hashing_busy'] as const;

const getMyTotp = operation(
  {
    id: 'getMyTotp',
    method: 'get',
    path: '/me/totp',
    tag,
    summary: 'Whether signing in takes a second step',
    answer: { status: 200, schema: TotpView },
    access: EVERYBODY,
    whileEnrolling: true,
    rate: 'read',
  },
  async ({ me, now, audience }, house) => {
    const factor = await findSecondFactor(house.db, me.id);
    return {
      on: factor !== null && factor.confirmedAt !== null,
      required: audience === 'admin' && house.staffTotp === 'required',
      recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0,
      asOf: instant(now),
    };
  },
);

const enrolTotp = operation(
  {
    id: 'enrolTotp',
    method: 'post',
    path: '/me/totp',
    tag,
    summary: 'Have a secret for an authenticator; it counts once a code of it confirms it',
    body: EnrolTotpBody,
    answer: { status: 200, schema: TotpEnrolment },
    errors: ['email_unverified', 'totp_on_already', ...PROOF_CODES],
    access: EVERYBODY,
    whileEnrolling: true,
    rate: 'signIn',
  },
  async ({ me, body }, house) => {
    if (!me.emailVerified) throw new Refusal('email_unverified');
    await proveFresh(house, me, body.currentPassword);
    const secret = newSecret();
    const sealedSecret = house.sealer.seal(secret, me.id);
    if (!(await enrolSecret(house.db, { personId: me.id, sealedSecret, at: Date.now() })))
      throw new Refusal('totp_on_already');
    return { secret, uri: enrolmentUri(secret, me.email) };
  },
);

const confirmTotp = operation(
  {
    id: 'confirmTotp',
    method: 'post',
    path: '/me/totp/confirm',
    tag,
    summary: 'Switch the second step on with a first code; the answer shows the recovery codes, once',
    body: TotpCodeBody,
    answer: { status: 200, schema: RecoveryCodes },
    errors: ['totp_off', 'totp_on_already', 'totp_wrong'],
    access: EVERYBODY,
    whileEnrolling: true,
    rate: 'signIn',
  },
  async ({ me, body, now }, house) => {
    const { sealedSecret, confirmedAt } = found(await findSecondFactor(house.db, me.id), 'totp_off');
    if (confirmedAt !== null) throw new Refusal('totp_on_already');
    const at = Date.now();
    const step = stepOf(house.sealer.open(sealedSecret, me.id), body.code, at);
    if (step === null) throw new Refusal('totp_wrong');
    const { codes, hashes } = newRecoveryCodes();
    const confirmation = { personId: me.id, sealedSecret, step, codeHashes: hashes, key: newId(), at };
    if (!(await confirmSecret(house.db, confirmation))) throw new Refusal('totp_on_already');
    return { codes, asOf: instant(now) };
  },
);

const renewCodes = operation(
  {
    id: 'renewRecoveryCodes',
    method: 'post',
    path: '/me/totp/recovery-codes',
    tag,
    summary: 'Replace the recovery codes, used or not, with a fresh code as proof',
    body: TotpCodeBody,
    answer: { status: 200, schema: RecoveryCodes },
    errors: ['totp_wrong'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body, now }, house) => {
    await proveCode(house, me.id, body.code);
    const { codes, hashes } = newRecoveryCodes();
    await renewRecoveryCodes(house.db, me.id, hashes);
    return { codes, asOf: instant(now) };
  },
);

const disableTotp = operation(
  {
    id: 'disableTotp',
    method: 'post',
    path: '/me/totp/disable',
    tag,
    summary: 'Switch the second step off, with the password and a fresh code as proof',
    body: DisableTotpBody,
    answer: { status: 204 },
    errors: ['totp_wrong', ...PROOF_CODES],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body }, house) => {
    await proveFresh(house, me, body.currentPassword);
    await proveCode(house, me.id, body.code);
    await disableSecondFactor(house.db, me.id, newId());
  },
);

export const totpOperations: readonly Operation[] = [getMyTotp, enrolTotp, confirmTotp, renewCodes, disableTotp];
