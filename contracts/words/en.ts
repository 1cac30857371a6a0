import { accountMails } from './en/accountMails';
import { approvalMails } from './en/approvalMails';
import { closingMails } from './en/closingMails';
import { staffConsole } from './en/console';
import { errors } from './en/errors';
import { mails } from './en/mails';
import { payouts } from './en/payouts';
import { reviewMails } from './en/reviewMails';
import { search } from './en/search';
import { sentences } from './en/sentences';
import { status } from './en/status';
import { time } from './en/time';
import { web } from './en/web';

/**
 * British English, and the source of every key. `sentences` are what the server says by code (`saySentence` writes them),
 * `errors` every refusal; each front end and the mails have a section of their own. Values stand in {braces}; plurals are
 * ICU's. One text serves screen, mail and error.
 */
export const en = {
  status,
  time,
  errors,
  sentences,
  mails,
  accountMails,
  approvalMails,
  reviewMails,
  closingMails,
  payouts,
  search,
  web,
  console: staffConsole,
} as const;
