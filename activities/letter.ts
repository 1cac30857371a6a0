import { en } from '@stoa/contracts/words/en';
import { momentText, timeText, type Reader } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { say } from '@stoa/contracts/words/say';

import type { Mail } from '../providers/mail/port';

/** A mail but for the id that tells its attempts from other mails. */
export type Letter = Omit<Mail, 'messageId'>;

/** When a lesson is: in the reader's zone, the other party's time beside it where it differs. */
export function whenText(startsAt: number, reader: Reader, otherZone: string): string {
  const values = { when: momentText(startsAt, reader), place: placeOf(reader.zone) };
  const otherTime = timeText(startsAt, { locale: reader.locale, zone: otherZone });
  if (otherTime === timeText(startsAt, reader)) return say(en.mails.when, values);
  return say(en.mails.whenThere, { ...values, otherTime, otherPlace: placeOf(otherZone) });
}
