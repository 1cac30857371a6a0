import type { RateClass } from './access';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** How often one person, and one address, may ask. Addresses get more: a school sits behind one. */
export interface Limits {
  readonly perPerson: Readonly<Record<RateClass, Limit>>;
  readonly perAddress: Readonly<Record<RateClass, Limit>>;
  /** failed sign-ins to one account from one address; a lock that others could close for its owner would be a weapon */
  readonly failuresPerAccountAndAddress: Limit;
  /** mails that strangers can have sent to one address */
  readonly mailsPerAddress: Limit;
  /** failed sign-ins to one account from anywhere */
  readonly failuresPerAccount: Limit;
}

/** @param factor multiplies what is allowed; above 1 for load tests only */
export function limitsFor(factor = 1): Limits {
  const per = (seconds: number) => (points: number) => ({ points: points * factor, seconds });
  const minute = per(60);
  return {
    perPerson: { read: minute(300), write: minute(60), signIn: minute(20), refresh: minute(30) },
    perAddress: { read: minute(1_200), write: minute(300), signIn: minute(60), refresh: minute(300) },
    failuresPerAccountAndAddress: per(15 * 60)(10),
    mailsPerAddress: per(60 * 60)(5),
    failuresPerAccount: per(60 * 60)(100),
  };
}
