#!/usr/bin/env node
/**
 * `npm run demo` tells the whole story against the running town, by the doors that people use: the API as student, tutor
 * and staff, the sandbox as the outside world. It ends with the trial balance, and with a failure if anything is not as
 * it was told.
 */
import { Calendar } from './demo/lessons.mjs';
import { compare, showLedger, showTimeline, showTrialBalance, Told } from './demo/books.mjs';
import { cancel, declined, expire, held, instant, settle, toBeCancelled, unanswered } from './demo/chapters.mjs';
import { bold, chapter, dim, olive, say, terracotta } from './demo/paper.mjs';
import { Person, Refused } from './demo/person.mjs';
import { Sandbox } from './demo/sandbox.mjs';
import { townDir } from './setup/paths.mjs';
import { readTown } from './setup/record.mjs';
import { fail, Refusal } from './setup/progress.mjs';

const began = Date.now();

/** Everybody who acts, signed in, and the tutors the story needs. */
async function gather() {
  const town = readTown(townDir());
  if (!town?.addresses?.api) throw new Refusal('There is no town yet: run npm start in another terminal first.');
  const { addresses, logins } = town;
  const [student, tutor, support, owner] = await Promise.all([
    Person.signIn(addresses.api, logins.student),
    Person.signIn(addresses.api, logins.tutor),
    Person.signIn(addresses.api, logins.support, 'admin'),
    Person.signIn(addresses.api, logins.owner, 'admin'),
  ]);
  const sandbox = new Sandbox(addresses.sandbox);
  const { items } = await student.get('/tutors?limit=100');
  const others = items.filter(({ id, hourlyRate }) => id !== tutor.me.id && hourlyRate.amountMinor > 0);
  return {
    ...{ student, tutor, support, owner, sandbox },
    demoTutor: items.find(({ id }) => id === tutor.me.id),
    instantTutor: others.find(({ instantBooking }) => instantBooking),
    otherTutor: others.find(({ instantBooking }) => !instantBooking),
    calendar: await Calendar.of(student),
    zone: student.me.zone,
    now: await sandbox.now(),
    told: new Told(),
  };
}

async function live(cast) {
  const lesson = await held(cast);
  const atOnce = await instant(cast);
  const refused = await declined(cast);
  const forgotten = await unanswered(cast);
  const asked = await toBeCancelled(cast);
  chapter('Time passes', 'the town’s clock runs ahead, and every booking lives through it');
  const halved = await cancel(cast, asked);
  await expire(cast, forgotten);
  await settle(cast, [lesson, atOnce]);
  return [lesson, halved, refused, forgotten, atOnce];
}

async function report(cast, story) {
  const [booking, timeline] = await Promise.all([
    cast.support.get(`/staff/bookings/${story.id}`),
    cast.support.get(`/bookings/${story.id}/timeline`),
  ]);
  const { session, payment } = booking.state;
  chapter(`${story.title}  ${booking.code}`, `${session} · ${booking.state.outcome} · ${payment}`);
  showTimeline(timeline, cast.zone);
  showLedger(booking, cast.told);
  compare(booking, story.expected, cast.told);
}

async function main() {
  const cast = await gather();
  say(bold('Stoa, one town, five bookings') + dim(`   times are ${cast.zone}`));
  const stories = await live(cast);
  for (const story of stories) await report(cast, story);
  chapter('Trial balance', 'all books of the town');
  showTrialBalance(await cast.owner.get('/staff/trial-balance'), cast.told);
  const { failures, count } = cast.told;
  const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
  say();
  if (failures.length === 0) say(olive(`✔ ${count} statements compared, all as told`) + dim(`   ${took}`));
  else say(terracotta(`✘ ${failures.length} of ${count} statements are not as told`) + dim(`   ${took}`));
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main().catch((error) => {
  const isPlain = error instanceof Refused || error?.cause?.code === 'ECONNREFUSED';
  fail(isPlain ? new Refusal(`${error.message}\n${error.cause?.message ?? ''}`.trim()) : error);
});
