import type { RateClass } from './access';
import type { Lockout } from './middleware/lockout';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** How often one person, and one address, may ask. Addresses get more: a school sits behind one. */
export interface Limits {
  readonly perPerson: Readonly<Record<RateClass, Limit>>;
  readonly perAddress: Readonly<Record<RateClass, Limit>>;
  /** sign-ins to one account from one address; a lock that others could close for its owner would be a weapon */
  readonly guessesPerAccountAndAddress: Lockout;
  /** mails that strangers can have sent to one address */
  readonly mailsPerAddress: Limit;
  /** sign-ins to one account from anywhere, but for devices that it was signed in with before */
  readonly guessesPerAccount: Lockout;
  /** on one of those devices */
  readonly guessesPerDevice: Lockout;
}

/** @param factor multiplies what is allowed; above 1 for load tests only */
export function limitsFor(factor = 1): Limits {
  const per = (seconds: number) => (points: number) => ({ points: points * factor, seconds });
  const minute = per(60);
  const guesses = (points: number): Lockout => ({
    points: points * factor,
    seconds: 24 * 60 * 60,
    firstPauseSeconds: 30,
    longestPauseSeconds: 15 * 60,
  });
  return {
    perPerson: { read: minute(300), write: minute(60), signIn: minute(20), refresh: minute(30) },
    perAddress: { read: minute(1_200), write: minute(300), signIn: minute(60), refresh: minute(300) },
    guessesPerAccountAndAddress: guesses(5),
    mailsPerAddress: per(60 * 60)(5),
    guessesPerAccount: guesses(50),
    guessesPerDevice: guesses(10),
  };
}
