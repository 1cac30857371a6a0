import type { ManySlots, TutorFacets, TutorPage } from '@stoa/contracts/http/search';
import { DAY_MS } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { FreeTimeRefresher } from '../../activities/freeTime';
import { rows } from '../../db/postgres';
import { pruneSearch, searchDifferences } from '../../db/queries/standings';
import { createLogger } from '../../platform/logger';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildSubject, buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller } from '../../test/harness/caller';

type Page = z.output<typeof TutorPage>;

let app: TestApp;
let anybody: Caller;
let refresher: FreeTimeRefresher;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
  anybody = new Caller(app);
  const { db, clock } = app.house;
  refresher = new FreeTimeRefresher({ db, clock, logger: createLogger({ process: 'test', level: 'silent' }) });
});
afterAll(() => app.close());

const ask = (query: string) => anybody.get<Page>(`/tutors?${query}`);
const idsOf = ({ items }: Page): string[] => items.map(({ id }) => id);
const find = async (query: string): Promise<string[]> => idsOf((await ask(`limit=100&${query}`)).body);
const newSubject = (): Promise<string> => buildSubject(app.database.owner, 'Searching');
const tutorOf = (subjectId: string, columns: Record<string, unknown> = {}, name?: string): Promise<BuiltTutor> =>
  buildTutor(app.database.owner, { subjectId, columns, zone: 'UTC', ...(name === undefined ? {} : { name }) });
/** A tutor's rating as published reviews leave it. */
const rate = (tutor_id: string, bayes: number) =>
  app.database.owner('tutor_ratings').insert({ tutor_id, count: 7, sum: 30, bayes }).onConflict('tutor_id').merge();
/** a Tuesday evening in Kyiv, when the factory's tutors of UTC teach: 16:00 to 18:00 UTC */
const EVENING = 'free=tue:18-20&zone=Europe/Kyiv';

describe('a search that cannot be', () => {
  it.each([
    ['free=tue:18-21&within=29', 'search_too_wide'],
    [`free=${Array.from({ length: 22 }, () => 'tue:1-2').join(',')}`, 'search_too_wide'],
    ['free=tuesday', 'search_hours_invalid'],
    ['free=tue:18-21&zone=Nowhere/Never', 'search_hours_invalid'],
    ['priceFrom=2000&priceTo=1000', 'search_price_invalid'],
    ['currency=XXX', 'request_invalid'],
    ['language=english', 'request_invalid'],
    ['rating=6', 'request_invalid'],
    ['trial=yes', 'request_invalid'],
    [`text=${'a'.repeat(101)}`, 'request_invalid'],
    ['sort=name', 'request_invalid'],
    ['limit=1&sort=price&cursor=made.up', 'cursor_invalid'],
  ])('%s is refused with %s', async (query, code) => {
    const answer = await ask(query);
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.code).toBe(code);
  });

  it.each(["'; DROP TABLE tutors; --", '\\', '%_', '"', ':*', '!&|()', '&&&', '数学', 'математика', '🎻', 'ﬁ'])(
    'is answered, whatever the text: %s',
    async (text) => {
      expect((await ask(`text=${encodeURIComponent(text)}`)).status).toBe(200);
    },
  );

  it('with every filter at its limit is answered within the time of one search', async () => {
    const windows = Array.from({ length: 21 }, (_, n) => `${['mon', 'tue', 'wed'][n % 3]}:${n}-${n + 2}`).join(',');
    const query = [
      `subjectId=${v7()}&level=university&priceFrom=0&priceTo=100000000&currency=JPY&language=en&languageLevel=native`,
      `rating=5&country=GB&trial=true&instant=true&durationMinutes=120&text=${'ж'.repeat(100)}`,
      `free=${windows}&zone=Pacific/Chatham&within=28&sort=soonest&limit=100`,
    ].join('&');
    expect(await ask(query)).toMatchObject({ status: 200, body: { items: [] } });
    const filters = query.replace('&sort=soonest&limit=100', '');
    expect((await anybody.get(`/tutors/facets?${filters}`)).status).toBe(200);
  });
});

describe('the filters', () => {
  it('take the price of the subject asked for, in the reader’s currency, and show the day of the rate', async () => {
    const subjectId = await newSubject();
    const euro = await tutorOf(subjectId, { rate_minor: 3000, currency: 'EUR' });
    const dear = await tutorOf(subjectId, { rate_minor: 3000, currency: 'EUR' });
    await app.database.owner('tutor_subjects').where({ tutor_id: dear.id }).update({ rate_minor: 5000 });
    const yen = await tutorOf(subjectId, { rate_minor: 4000, currency: 'JPY' });
    expect(await find(`subjectId=${subjectId}&priceTo=3000`)).toEqual(expect.arrayContaining([euro.id, yen.id]));
    expect(await find(`subjectId=${subjectId}&priceFrom=3000&priceTo=3000`)).toEqual([euro.id]);
    expect(await find(`subjectId=${subjectId}&priceTo=2999`)).toEqual([yen.id]);
    expect(await find(`subjectId=${subjectId}&priceFrom=4000&currency=JPY&sort=price`)).toEqual([
      yen.id,
      euro.id,
      dear.id,
    ]);
    const { body } = await ask(`subjectId=${subjectId}&sort=price&currency=EUR`);
    expect(body.ratesOf).toBe('2026-11-02');
    // 4 000 yen at 154 to the dollar, 0.87 euros to the dollar
    expect(body.items[0]!.price).toEqual({
      amount: { amountMinor: 4000, currency: 'JPY' },
      converted: { amountMinor: 2260, currency: 'EUR' },
      varies: false,
    });
    expect(body.items[1]!.price.converted).toBeNull();
  });

  // Loss prevented: a tutor whose only subject is cheap is passed over at a price that nobody would pay.
  it('take the lowest price of what is taught where no subject is asked for, as the card says and the list is sorted', async () => {
    const [subjectId, other] = [await newSubject(), await newSubject()];
    const price = (tutor_id: string, subject_id: string, rate_minor: number | null) =>
      app.database
        .owner('tutor_subjects')
        .insert({ tutor_id, subject_id, rate_minor })
        .onConflict(['tutor_id', 'subject_id'])
        .merge();
    const [only, both, plain] = [
      await tutorOf(subjectId, { rate_minor: 9_700 }),
      await tutorOf(subjectId, { rate_minor: 9_700 }),
      await tutorOf(subjectId, { rate_minor: 9_700 }),
    ];
    const unpriced = await tutorOf(subjectId, { rate_minor: 0 });
    await price(only.id, subjectId, 9_500);
    await price(both.id, subjectId, 9_600);
    await price(both.id, other, null);
    await price(unpriced.id, subjectId, 9_400);
    const { body } = await ask('sort=price&currency=EUR&priceFrom=9400&priceTo=9700&limit=100');
    const ids = new Set([only, both, unpriced, plain].map(({ id }) => id));
    const ours = body.items.filter(({ id }) => ids.has(id));
    expect(ours.map(({ id, price: { amount, varies } }) => [id, amount.amountMinor, varies])).toEqual([
      [unpriced.id, 9_400, false],
      [only.id, 9_500, false],
      [both.id, 9_600, true],
      [plain.id, 9_700, false],
    ]);
    expect(ours.every(({ price: { amount }, hourlyRate }) => amount.amountMinor === hourlyRate.amountMinor)).toBe(true);
    const cheap = await ask('currency=EUR&priceFrom=9400&priceTo=9600&limit=100');
    expect(cheap.body.items.map(({ id }) => id)).not.toContain(plain.id);
    const dear = await ask(`subjectId=${other}&currency=EUR`);
    expect(dear.body.items).toMatchObject([{ id: both.id, price: { amount: { amountMinor: 9_700 }, varies: false } }]);
  });

  it('never add currencies up: a price without a rate is not shown as another', async () => {
    const subjectId = await newSubject();
    const tutor = await tutorOf(subjectId, { currency: 'CHF' });
    expect(await find(`subjectId=${subjectId}`)).toEqual([]);
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ currency: 'EUR' });
    expect(await find(`subjectId=${subjectId}`)).toEqual([tutor.id]);
  });

  it('follow a new day’s rate', async () => {
    const subjectId = await newSubject();
    const pound = await tutorOf(subjectId, { rate_minor: 3000, currency: 'GBP' });
    expect(await find(`subjectId=${subjectId}&priceTo=3200`)).toEqual([]);
    await app.database
      .owner('currency_rates')
      .insert({ currency: 'GBP', day: '2026-11-03', per_usd: 0.87, exponent: 2 });
    expect(await find(`subjectId=${subjectId}&priceTo=3200`)).toEqual([pound.id]);
    await app.database.owner('currency_rates').where({ day: '2026-11-03' }).delete();
  });

  it('are country, instant booking, lesson length and language', async () => {
    const subjectId = await newSubject();
    const one = await tutorOf(subjectId, { instant_booking: true, durations: [45] });
    const other = await tutorOf(subjectId);
    await app.database.owner('people').where({ id: other.id }).update({ country: 'UA' });
    const at = `subjectId=${subjectId}`;
    expect(await find(`${at}&instant=true`)).toEqual([one.id]);
    expect(await find(`${at}&instant=false`)).toEqual([other.id]);
    expect(await find(`${at}&durationMinutes=45`)).toEqual([one.id]);
    expect(await find(`${at}&country=UA`)).toEqual([other.id]);
    expect(await find(`${at}&trial=true`)).toEqual([]);
    expect(await find(`${at}&rating=1`)).toEqual([]);
    await rate(one.id, 4.4);
    expect(await find(`${at}&rating=4`)).toEqual([one.id]);
    expect(await find(`${at}&rating=5`)).toEqual([]);
    expect(await find(`${at}&sort=rating`)).toEqual([one.id, other.id]);
    expect((await ask(`${at}&rating=4`)).body.items[0]!.rating).toEqual({ average: 4.4, count: 7 });
  });
});

describe('the text', () => {
  const english = async (columns: Record<string, unknown>, name: string) =>
    (await tutorOf(await newSubject(), columns, name)).id;

  it('forgives typos and accents, in name, headline, description and subjects', async () => {
    const zoe = await english({ headline: 'Trigonometry and calculus' }, 'Zoë Quimby');
    const violin = await english({ headline: 'x', description: 'Bow holds and vibrato' }, 'Ode');
    const kyiv = await english({ headline: 'Готую до іспиту з геометрії' }, 'Остап');
    expect(await find('text=zoe')).toContain(zoe);
    expect(await find('text=trigonometri')).toContain(zoe);
    expect(await find('text=trignometry')).toContain(zoe);
    expect(await find('text=vibrato')).toEqual([violin]);
    expect(await find(`text=${encodeURIComponent('геометрії')}`)).toEqual([kyiv]);
    expect(await find(`text=${encodeURIComponent('геометрия')}`)).toContain(kyiv);
    expect(await find('text=xylophone')).toEqual([]);
  });

  it('puts the closest first, and says so', async () => {
    const exact = await english({ headline: 'Counterpoint' }, 'Ada');
    const close = await english({ headline: 'Counterpoints galore, and many other things besides' }, 'Bea');
    const { body } = await ask('text=counterpoint');
    expect(idsOf(body)).toEqual([exact, close]);
    expect(body.items[0]!.whyHere[0]).toBe('text');
  });

  it('follows what the tutor, their name and their subjects are changed to, at once', async () => {
    const subjectId = await buildSubject(app.database.owner, 'Paleography');
    const { id } = await tutorOf(subjectId, { headline: 'Before' });
    expect(await find('text=paleography')).toEqual([id]);
    await app.database.owner('subjects').where({ id: subjectId }).update({ name: 'Cuneiform' });
    expect(await find('text=paleography')).toEqual([]);
    expect(await find('text=cuneiform')).toEqual([id]);
    await app.database.owner('people').where({ id }).update({ display_name: 'Wilhelmina' });
    expect(await find('text=wilhelmina')).toEqual([id]);
    expect(await searchDifferences(app.database.app, 10)).toEqual([]);
  });
});

describe('free in these hours', () => {
  it('finds who is free there and nobody else, before and after the worker came by', async () => {
    const subjectId = await newSubject();
    const free = await tutorOf(subjectId);
    const late = await buildTutor(app.database.owner, {
      subjectId,
      zone: 'UTC',
      windows: [{ weekday: 2, starts_local: '17:00', ends_local: '23:00' }],
      columns: { durations: [90] },
    });
    const at = `subjectId=${subjectId}&${EVENING}`;
    const check = async (expected: readonly string[]): Promise<void> => {
      expect(await find(at)).toEqual(expected);
      await refresher.drain();
      expect(await find(at)).toEqual(expected);
    };
    await check([free.id]);
    for (const day of [3, 10])
      await buildBooking(
        app.database.owner,
        { startsAt: Date.UTC(2026, 1, day, 16), endsAt: Date.UTC(2026, 1, day, 18) },
        { tutor: free },
      );
    await check([]);
    expect(await find(`${at}&within=21`)).toEqual([free.id]);
    await app.database
      .owner('tutors')
      .where({ person_id: late.id })
      .update({ durations: [60] });
    await check([late.id]);
  });

  it('shows the first time in those hours, which can be booked', async () => {
    const subjectId = await newSubject();
    const { id } = await tutorOf(subjectId);
    await refresher.drain();
    const { body } = await ask(`subjectId=${subjectId}&${EVENING}&durationMinutes=60`);
    expect(body.items[0]).toMatchObject({
      id,
      nextFreeAt: '2026-02-03T16:00:00.000Z',
      whyHere: ['free_then', 'free_time'],
    });
    const slots = await anybody.get(
      `/tutors/${id}/slots?durationMinutes=60&from=2026-02-03T16:00:00Z&to=2026-02-03T16:01:00Z`,
    );
    expect(slots.body['items']).toHaveLength(1);
    const next = await anybody.get<z.output<typeof ManySlots>>(
      `/tutors/slots?tutorIds=${id}&durationMinutes=60&perTutor=3&${EVENING}`,
    );
    expect(next.body.items[0]!.starts.map((startsAt) => startsAt.slice(0, 13))).toEqual([
      '2026-02-03T16',
      '2026-02-03T16',
      '2026-02-03T17',
    ]);
    expect((await anybody.get(`/tutors/slots?tutorIds=${id}&free=late`)).body.code).toBe('search_hours_invalid');
  });

  it('asks for the length of the lesson: two free half hours are no free hour', async () => {
    const subjectId = await newSubject();
    const tutor = await buildTutor(app.database.owner, {
      subjectId,
      zone: 'UTC',
      windows: [{ weekday: 2, starts_local: '16:00', ends_local: '17:30' }],
    });
    await buildBooking(
      app.database.owner,
      { startsAt: Date.UTC(2026, 1, 3, 16, 30), endsAt: Date.UTC(2026, 1, 3, 17) },
      { tutor },
    );
    await buildBooking(
      app.database.owner,
      { startsAt: Date.UTC(2026, 1, 10, 16, 30), endsAt: Date.UTC(2026, 1, 10, 17) },
      { tutor },
    );
    await refresher.drain();
    const at = `subjectId=${subjectId}&${EVENING}`;
    expect(await find(`${at}&durationMinutes=30`)).toEqual([tutor.id]);
    expect(await find(`${at}&durationMinutes=60`)).toEqual([]);
  });
});

describe('the sorts', () => {
  it('are by price, by soonest free and by standing', async () => {
    const subjectId = await newSubject();
    const only = (weekday: number) => [{ weekday, starts_local: '10:00', ends_local: '12:00' }];
    const build = (rate_minor: number, weekday: number, description: string) =>
      buildTutor(app.database.owner, {
        subjectId,
        zone: 'UTC',
        windows: only(weekday),
        columns: { rate_minor, description },
      });
    const [a, b, c] = [
      await build(3000, 5, 'x'.repeat(400)),
      await build(1000, 4, ''),
      await build(2000, 3, 'x'.repeat(200)),
    ];
    await refresher.drain();
    const at = `subjectId=${subjectId}&sort`;
    expect(await find(`${at}=price`)).toEqual([b.id, c.id, a.id]);
    expect(await find(`${at}=soonest`)).toEqual([c.id, b.id, a.id]);
    expect(await find(`${at}=relevance`)).toEqual([a.id, c.id, b.id]);
  });
});

describe('facets', () => {
  it('count what each choice would find with the other filters applied', async () => {
    const [subjectId, second] = [await newSubject(), await newSubject()];
    const [cheap, dear] = [
      await tutorOf(subjectId, { rate_minor: 1500 }),
      await tutorOf(subjectId, { rate_minor: 9000 }),
    ];
    await app.database.owner('tutor_subjects').insert({ tutor_id: dear.id, subject_id: second });
    await app.database.owner('tutor_languages').insert([
      { tutor_id: cheap.id, language: 'uk', level: 'native', position: 1 },
      { tutor_id: cheap.id, language: 'en', level: 'B2', position: 2 },
    ]);
    await app.database.owner('people').update({ country: 'UA' }).where({ id: cheap.id });
    const of = async (query: string) =>
      (await anybody.get<z.output<typeof TutorFacets>>(`/tutors/facets?subjectId=${subjectId}${query}`)).body;
    const all = await of('');
    expect(all.prices.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 1]);
    expect(all.prices[1]).toMatchObject({ from: { amountMinor: 1000, currency: 'EUR' }, to: { amountMinor: 2000 } });
    expect(all.prices[5]!.to).toBeNull();
    expect(all.countries).toEqual([
      { value: 'GB', count: 1 },
      { value: 'UA', count: 1 },
    ]);
    const inUkraine = await of('&country=UA');
    expect(inUkraine.countries).toHaveLength(2);
    expect(inUkraine.prices.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 0]);
    expect(inUkraine.languages).toEqual([
      { value: 'en', count: 1 },
      { value: 'uk', count: 1 },
    ]);
    const speaking = async (level: string) => (await of(`&language=en&languageLevel=${level}`)).total;
    expect([await speaking('A1'), await speaking('B2'), await speaking('C1')]).toEqual([1, 1, 0]);
    const dearOnes = await of('&priceFrom=8000');
    expect(dearOnes.prices.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 1]);
    expect(dearOnes.subjects).toEqual(
      expect.arrayContaining([
        { value: subjectId, count: 1 },
        { value: second, count: 1 },
      ]),
    );
    expect((await of(`&text=marlo&${EVENING}`)).countries).toHaveLength(2);
    expect([all.total, inUkraine.total, dearOnes.total]).toEqual([2, 1, 1]);
  });

  it('count ratings without their own filter, and what tutors offer', async () => {
    const subjectId = await newSubject();
    const [good, fair] = [await tutorOf(subjectId, { instant_booking: true }), await tutorOf(subjectId)];
    const rated = (id: string, milli: number) =>
      app.database.owner('tutor_search').update({ rating_milli: milli }).where({ tutor_id: id });
    await rated(good.id, 4_600);
    await rated(fair.id, 3_100);
    const of = async (query: string) =>
      (await anybody.get<z.output<typeof TutorFacets>>(`/tutors/facets?subjectId=${subjectId}${query}`)).body;
    const ratings = [
      { value: '3', count: 2 },
      { value: '4', count: 1 },
    ];
    expect(await of('')).toMatchObject({ ratings, offers: [{ value: 'instant', count: 1 }], total: 2 });
    expect(await of('&rating=4')).toMatchObject({ ratings, total: 1 });
    await app.database.owner.raw(`SELECT refresh_tutor_search(ARRAY[?, ?]::uuid[])`, [good.id, fair.id]);
  });
});

// A tutor that a page loses is a tutor whom nobody books; the earlier system lost 10 of 1 000.
describe('tutors lost while paging', () => {
  it.each(['relevance', 'price', 'rating', 'soonest', 'relevance&text=searching', `price&${EVENING}`])(
    'are none under %s: everybody is shown exactly once while rows change',
    async (sort) => {
      const subjectId = await newSubject();
      const tutors: BuiltTutor[] = [];
      // ties in every key: half of them are alike
      for (let i = 0; i < 24; i++) tutors.push(await tutorOf(subjectId, { rate_minor: 2000 + (i % 4) * 500 }));
      await refresher.drain();
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 20; page++) {
        const from: string = cursor === null ? '' : `&cursor=${cursor}`;
        const { status, body } = await ask(`subjectId=${subjectId}&limit=5&sort=${sort}${from}`);
        expect(status).toBe(200);
        seen.push(...idsOf(body));
        cursor = body.nextCursor;
        if (cursor === null) break;
        // those at the front go to the back and the other way round, and somebody new comes in
        const some = tutors.filter((_, i) => i % 3 === page % 3).map(({ id }) => id);
        await app.database
          .owner('tutors')
          .whereIn('person_id', some)
          .update({
            rate_minor: page % 2 === 0 ? 9000 : 100,
            instant_booking: page % 2 === 0,
            headline: `Searching ${page}`,
          });
        const away = some.map((tutor_id) => ({
          tutor_id,
          kind: 'blackout',
          starts_at: new Date(REQUESTED_AT - DAY_MS),
          ends_at: new Date(REQUESTED_AT + DAY_MS),
        }));
        for (const id of some) await rate(id, 1 + ((page + id.charCodeAt(0)) % 5));
        await app.database.owner('availability_exceptions').delete();
        await app.database.owner('availability_exceptions').insert(away);
        const start = { startsAt: REQUESTED_AT + (page + 2) * DAY_MS };
        await buildBooking(app.database.owner, start, { tutor: tutors[page]! });
        await tutorOf(subjectId, { rate_minor: 2500 });
        await refresher.drain();
      }
      expect(cursor).toBeNull();
      expect(seen.filter((id) => tutors.some((one) => one.id === id)).sort()).toEqual(
        tutors.map(({ id }) => id).sort(),
      );
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('are not those who may not be shown any more', async () => {
    const subjectId = await newSubject();
    const tutors = [await tutorOf(subjectId), await tutorOf(subjectId), await tutorOf(subjectId)];
    const { body } = await ask(`subjectId=${subjectId}&limit=1&sort=price`);
    const rest = tutors.map(({ id }) => id).filter((id) => id !== body.items[0]!.id);
    await app.database.owner('tutors').where({ person_id: rest[0] }).update({ approval: 'suspended' });
    expect(await find(`subjectId=${subjectId}&sort=price`)).not.toContain(rest[0]);
    const next = await ask(`subjectId=${subjectId}&limit=1&sort=price&cursor=${body.nextCursor}`);
    expect(idsOf(next.body)).toEqual([rest[1]]);
  });

  it('and a cursor belongs to its filters and its sort', async () => {
    const subjectId = await newSubject();
    for (let i = 0; i < 2; i++) await tutorOf(subjectId);
    const { nextCursor } = (await ask(`subjectId=${subjectId}&limit=1&sort=price`)).body;
    for (const other of ['sort=rating', 'sort=price&priceTo=9000'])
      expect((await ask(`subjectId=${subjectId}&limit=1&${other}&cursor=${nextCursor}`)).body.code).toBe(
        'cursor_invalid',
      );
  });
});

describe('what searches read', () => {
  it('is kept for whoever turns pages, and tidied away afterwards', async () => {
    const { id } = await tutorOf(await newSubject());
    await app.database.owner('tutors').where({ person_id: id }).update({ headline: 'Other' });
    const old = () =>
      rows(app.database.owner, `SELECT 1 FROM tutor_texts WHERE tutor_id = ? AND gone IS NOT NULL`, [id]);
    expect(await old()).not.toHaveLength(0);
    await pruneSearch(app.database.app, 3_600_000);
    expect(await old()).not.toHaveLength(0);
    await pruneSearch(app.database.app, -1_000);
    expect(await old()).toHaveLength(0);
  });

  it('is found to differ when a row is altered by hand', async () => {
    const { id } = await tutorOf(await newSubject());
    expect(await searchDifferences(app.database.app, 10)).toEqual([]);
    await app.database.owner('tutor_search').where({ tutor_id: id }).update({ price_micros: 1 });
    expect(await searchDifferences(app.database.app, 10)).toEqual([id]);
    await app.database.owner.raw(`SELECT refresh_tutor_search(ARRAY[?]::uuid[])`, [id]);
    expect(await searchDifferences(app.database.app, 10)).toEqual([]);
  });
});
