import type { Closing, ClosingFacts } from '@stoa/domain/closing';

import { findClosingFacts } from '../db/queries/closingFacts';
import {
  beginErasure,
  findOpenClosing,
  recordAsk,
  recordClosingMove,
  type AskRecording,
  type AskResult,
  type ClosingMove,
  type ClosingMoveResult,
  type EraseResult,
} from '../db/queries/closings';
import * as erasures from '../db/queries/erasures';
import { hasLeft } from '../db/queries/erasureReceipts';
import type { Db } from '../db/postgres';
import { askedMail, mailForMove, receiptMail } from './closingNotices';

interface OfPerson {
  readonly personId: string;
}

/** What the closing of an account does to our own store: one transaction each, safe to repeat. */
export function createErasureActivities({ db }: { readonly db: Db }) {
  return {
    loadClosing({ personId }: OfPerson): Promise<Closing | null> {
      return findOpenClosing(db, personId);
    },

    loadClosingFacts({ personId, asOf }: OfPerson & { readonly asOf: number }): Promise<ClosingFacts> {
      return findClosingFacts(db, personId, asOf);
    },

    /** From its commit on nothing is booked by or with them. */
    askToClose(task: Omit<AskRecording, 'outbox'>): Promise<AskResult> {
      return recordAsk(db, { ...task, outbox: [askedMail(task)] });
    },

    recordClosingMove(task: Omit<ClosingMove, 'outbox'>): Promise<ClosingMoveResult> {
      return recordClosingMove(db, { ...task, outbox: mailForMove(task) });
    },

    /** The point of no return. */
    beginErasure(task: { readonly closingId: string; readonly at: number }): Promise<EraseResult> {
      return beginErasure(db, task, receiptMail);
    },

    /** Whether the receipt was sent, or given up: the address it goes to is erased after it. */
    receiptHasLeft({ closing }: { readonly closing: Closing }): Promise<boolean> {
      return hasLeft(db, receiptMail(closing, '').key);
    },

    eraseSignIns: (task: erasures.Erasure): Promise<void> => erasures.eraseSignIns(db, task),
    eraseWords: (task: erasures.Erasure): Promise<void> => erasures.eraseWords(db, task),
    eraseTeaching: (task: erasures.Erasure): Promise<void> => erasures.eraseTeaching(db, task),
    eraseBelongings: (task: erasures.Erasure): Promise<void> => erasures.eraseBelongings(db, task),
    erasePerson: (task: erasures.Erasure): Promise<void> => erasures.erasePerson(db, task),

    /** Files whose bytes are still there; the worker's housekeeping takes them away. */
    filesLeft({ personId }: OfPerson): Promise<number> {
      return erasures.filesLeft(db, personId);
    },
  };
}
export type ErasureActivities = ReturnType<typeof createErasureActivities>;
