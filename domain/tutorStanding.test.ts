import { DAY_MS, HOUR_MS } from './policies';
import type { TutorApproval } from './tutor';
import { approvalDeadlinesFor, certificateDueAt, certificateStageAt, isCertificateShown } from './tutorDeadlines';
import { countedAt, hiddenUntilFor, nextStrikeChange } from './tutorStrikes';

const strike = (day: number, excused = false) => ({
  at: day * DAY_MS,
  expiresAt: (day + 90) * DAY_MS,
  excused,
});

describe('strikes', () => {
  it('count until 90 days are over or they are excused', () => {
    const strikes = [strike(0), strike(10, true), strike(20)];
    expect(countedAt(strikes, 30 * DAY_MS)).toHaveLength(2);
    expect(countedAt(strikes, 90 * DAY_MS)).toHaveLength(1);
    expect(countedAt(strikes, 10 * DAY_MS)).toHaveLength(1);
  });
  it('hide for seven days from each that makes three or more', () => {
    expect(hiddenUntilFor([strike(0), strike(1)])).toBeNull();
    expect(hiddenUntilFor([strike(0), strike(1), strike(2)])).toBe(9 * DAY_MS);
    expect(hiddenUntilFor([strike(0), strike(1), strike(2), strike(5)])).toBe(12 * DAY_MS);
  });
  it('do not hide when the first had run out before the third, nor when one was excused', () => {
    expect(hiddenUntilFor([strike(0), strike(50), strike(90)])).toBeNull();
    expect(hiddenUntilFor([strike(0), strike(50), strike(89)])).toBe(96 * DAY_MS);
    expect(hiddenUntilFor([strike(0), strike(1, true), strike(2)])).toBeNull();
  });
  it('change next when the hiding ends or one runs out', () => {
    const strikes = [strike(0), strike(1), strike(2)];
    expect(nextStrikeChange(strikes, 2 * DAY_MS)).toBe(9 * DAY_MS);
    expect(nextStrikeChange(strikes, 9 * DAY_MS)).toBe(90 * DAY_MS);
    expect(nextStrikeChange(strikes, 92 * DAY_MS)).toBeNull();
  });
});

describe('a certificate', () => {
  const certificate = (told: number) => ({ id: 'c', expiresAt: 100 * DAY_MS, told });
  it('is asked about 30 and 7 days before its end, and no longer shown at it', () => {
    const due = [0, 1, 2, 3].map((told) => certificateDueAt(certificate(told)));
    expect(due).toEqual([70 * DAY_MS, 93 * DAY_MS, 100 * DAY_MS, null]);
    expect(isCertificateShown({ expiresAt: 100 * DAY_MS }, 100 * DAY_MS - 1)).toBe(true);
    expect(isCertificateShown({ expiresAt: 100 * DAY_MS }, 100 * DAY_MS)).toBe(false);
    expect(isCertificateShown({ expiresAt: null }, 100 * DAY_MS)).toBe(true);
  });
  it('that is brought late skips what is past', () => {
    expect(certificateStageAt(certificate(0), 60 * DAY_MS)).toBe(0);
    expect(certificateStageAt(certificate(0), 95 * DAY_MS)).toBe(2);
    expect(certificateStageAt(certificate(0), 100 * DAY_MS)).toBe(3);
  });
});

describe('the deadlines of a tutor', () => {
  const review = {
    id: 'r',
    kind: 'application',
    items: [],
    submittedAt: 0,
    promisedBy: 24 * HOUR_MS,
    escalated: false,
    claim: { by: 'ann', until: HOUR_MS },
    excludedReviewerId: null,
  } as const;
  const tutor: TutorApproval = {
    tutorId: 't',
    state: 'under_review',
    version: 1,
    review,
    rejection: null,
    suspension: null,
  };
  const none = { certificates: [], strikesChangeAt: null };
  it('are the claim, the promise, the certificates of who is approved, and the strikes, earliest first', () => {
    expect(approvalDeadlinesFor(tutor, none)).toEqual([
      { action: 'release', at: HOUR_MS },
      { action: 'escalate', at: 24 * HOUR_MS },
    ]);
    const standing = { certificates: [{ id: 'c', expiresAt: 40 * DAY_MS, told: 0 }], strikesChangeAt: 5 * DAY_MS };
    expect(approvalDeadlinesFor({ ...tutor, state: 'approved', review: null }, standing)).toEqual([
      { action: 'noteStanding', at: 5 * DAY_MS },
      { action: 'noteStanding', at: 10 * DAY_MS },
    ]);
    expect(approvalDeadlinesFor({ ...tutor, state: 'archived', review: null }, standing)).toHaveLength(1);
    const escalated = { ...review, escalated: true, claim: null };
    expect(approvalDeadlinesFor({ ...tutor, review: escalated }, none)).toEqual([]);
  });
});
