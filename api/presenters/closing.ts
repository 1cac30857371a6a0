import type { z } from 'zod';
import type { ClosingView, ReceiptView } from '@stoa/contracts/http/closing';
import {
  closingActionsFor,
  closingWaitsFor,
  type Closing,
  type ClosingFacts,
  type ClosingWait,
} from '@stoa/domain/closing';
import { canonicalJson, POLICIES } from '@stoa/domain/policies';
import type { ErasureReceipt } from '../../db/queries/erasureReceipts';
import { sha256 } from '../../platform/hashing';
import { amount, instant, instantOrNull } from './values';

type Means = Pick<ClosingView, 'waits' | 'forfeits' | 'debts' | 'teaches' | 'seen'>;

function presentWait(code: ClosingWait, facts: ClosingFacts): ClosingView['waits'][number] {
  if (code === 'walletCash' || code === 'earnings') return { code, count: null, amounts: facts[code].map(amount) };
  return { code, count: code === 'staffRole' ? null : facts[code], amounts: [] };
}

/** What closing means now: `seen` is another as soon as anything of it is. */
export function meansOf(facts: ClosingFacts): Means {
  const shown = {
    waits: closingWaitsFor(facts).map((code) => presentWait(code, facts)),
    forfeits: facts.walletPromo.map(amount),
    debts: facts.debts.map(amount),
    teaches: facts.roles.includes('tutor'),
  };
  return { ...shown, seen: sha256(canonicalJson(shown)).slice(0, 32) };
}

export function presentClosing(closing: Closing | null, facts: ClosingFacts, now: number): ClosingView {
  return {
    closing: closing && {
      state: closing.state,
      askedAt: instant(closing.askedAt),
      erasesAt: instantOrNull(closing.erasesAt),
      reviewWords: closing.reviewWords,
    },
    ...meansOf(facts),
    coolingOffDays: POLICIES.closing.coolingOffDays,
    actions: closingActionsFor(closing?.state ?? null).filter((action) => action === 'ask' || action === 'withdraw'),
    asOf: instant(now),
  };
}

export function presentReceipt(receipt: ErasureReceipt, now: number): z.output<typeof ReceiptView> {
  const { number, askedAt, issuedAt, erasedAt, content } = receipt;
  return {
    number,
    askedAt: instant(askedAt),
    issuedAt: instant(issuedAt),
    erasedAt: instantOrNull(erasedAt),
    erased: { ...content.erased },
    kept: { ...content.kept },
    asOf: instant(now),
  };
}
