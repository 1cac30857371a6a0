/** How long the town's clock takes to carry bookings that run past their settlement: real ones, paid and accepted. */
import { rows, type Db } from '../../db/postgres';
import { buildSubject, buildTutor, type BuiltTutor } from '../factories/tutors';
import { buildCrowd } from '../harness/crowd';
import { moveClock, payPageOf, payWith } from '../harness/story';
import { until } from '../harness/wait';
import type { TownFile } from '../harness/town';
import type { Comparison } from './figures';
import type { Bench } from './load';

const BOOKINGS = 200;
const AT_ONCE = 8;
/** the domain's limit of holds per student */
const PER_STUDENT = 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** the last lesson begins within ten days and settles three after its end */
const PAST_SETTLEMENT_MS = 15 * DAY_MS;
const LONGEST_MS = 10 * 60_000;

interface ClockView {
  readonly move: { readonly moving: boolean; readonly moved: number; readonly total: number };
}

/** Books, pays and schedules `BOOKINGS` lessons with tutors who accept at once. @returns the subject they share */
async function schedule(db: Db, { addresses }: TownFile): Promise<string> {
  const subjectId = await buildSubject(db, 'Clock');
  const students = await buildCrowd(db, addresses.api, Math.ceil(BOOKINGS / PER_STUDENT));
  const tutors: BuiltTutor[] = [];
  for (let i = 0; i < 25; i++)
    tutors.push(await buildTutor(db, { subjectId, zone: 'UTC', columns: { instant_booking: true } }));
  const midnight = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  const one = async (k: number): Promise<void> => {
    const tutor = tutors[k % tutors.length]!;
    const student = students[k % students.length]!;
    const startsAt = midnight + 3 * DAY_MS + (9 + Math.floor(k / tutors.length)) * HOUR_MS;
    const wish = { tutorId: tutor.id, subjectId, startsAt: new Date(startsAt).toISOString(), durationMinutes: 30 };
    const { status, body } = await student.book((await student.quote(wish)).token);
    if (status !== 201) throw new Error(`booking ${k}: ${status} ${JSON.stringify(body)}`);
    await payWith(addresses.sandbox, await payPageOf(student, body.id));
  };
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let k = next++; k < BOOKINGS; k = next++) await one(k);
    }),
  );
  const accepted = async () => (await countOf(db, subjectId, ['SCHEDULED', 'AUTHORIZED'])) === BOOKINGS;
  await until('all to be scheduled', accepted, 60_000);
  return subjectId;
}

async function countOf(db: Db, subjectId: string, [session, payment]: readonly [string, string]): Promise<number> {
  const [row] = await rows<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM bookings WHERE subject_id = ? AND session = ? AND payment = ?`,
    [subjectId, session, payment],
  );
  return row?.n ?? 0;
}

/** One row: seconds from the click until the last of them is settled in the books. */
export async function clockRows({ town, say }: Pick<Bench, 'town' | 'say'>, db: Db): Promise<Comparison[]> {
  say(`scheduling ${BOOKINGS} bookings …`);
  const subjectId = await schedule(db, town);
  say('moving the clock past their settlement …');
  const clock = `${town.addresses.sandbox}/control/clock`;
  const start = performance.now();
  const moving = moveClock(town.addresses.sandbox, PAST_SETTLEMENT_MS);
  let told = 0;
  const settled = async () => {
    const { move } = (await (await fetch(clock)).json()) as ClockView;
    if (move.moving && move.moved >= told + 50) say(`  ${(told = move.moved)} of ${move.total} moved`);
    return (await countOf(db, subjectId, ['ENDED', 'CAPTURED'])) === BOOKINGS;
  };
  await until('all to be settled', settled, LONGEST_MS);
  await moving;
  const seconds = (performance.now() - start) / 1_000;
  const none = Number.NaN;
  const figure = {
    name: `town clock: ${BOOKINGS} bookings past settlement`,
    requests: BOOKINGS,
    perSecond: BOOKINGS / seconds,
  };
  return [
    {
      figure: { ...figure, p50: none, p95: none, p99: none, cpuMsPerRequest: none },
      ratios: { seconds },
      targets: { seconds: '< 20' },
    },
  ];
}
