import type { Document } from '@stoa/domain/consents';
import type { Db } from '../db/postgres';
import type { LinkTokens } from '../platform/linkTokens';
import type { Sealer } from '../platform/sealer';
import type { Clock } from '../platform/clock';
import type { ApprovalDesk } from './approvalDesk';
import type { ClosingDesk } from './closingDesk';
import type { Cursors } from './cursor';
import type { Origins } from './middleware/csrf';
import type { IdentityDesk } from './identityDesk';
import type { RateLimiter } from './middleware/rateLimit';
import type { Payouts } from './payoutDesk';
import type { Passwords } from './passwords';
import type { BookingDesk } from './temporal';
import type { Scan, Storage } from './storage';
import type { Tokens } from './tokens';

/** What handlers may use; the composition root fills it. */
export interface House {
  readonly db: Db;
  /** the house's clock; tokens, limits and signatures use the system's */
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly linkTokens: LinkTokens;
  readonly passwords: Passwords;
  /** sign-in by another company; null where none is configured */
  readonly identities: IdentityDesk | null;
  /** for secrets that are kept */
  readonly sealer: Sealer;
  /** whether staff must have a second step */
  readonly staffTotp: 'required' | 'optional';
  /** whether a password is known to be stolen; rejects when that cannot be found out */
  readonly isBreached: (password: string) => Promise<boolean>;
  /** the versions of terms and privacy notice that newcomers agree to */
  readonly documents: Readonly<Record<Document, string>>;
  readonly cursors: Cursors;
  readonly limiter: RateLimiter;
  readonly desk: BookingDesk;
  readonly approvals: ApprovalDesk;
  readonly closings: ClosingDesk;
  /** the company that pays tutors out */
  readonly payouts: Payouts;
  readonly origins: Origins;
  /** where uploaded files lie */
  readonly storage: Storage;
  /** looks for viruses; null where no scanner is configured */
  readonly scan: Scan | null;
  /** where the console links to a workflow; null where no Temporal UI is installed */
  readonly temporalUi: { readonly url: string; readonly namespace: string } | null;
  /** tests check every answer against its declared schema */
  readonly checkAnswers: boolean;
}
