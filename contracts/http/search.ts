import { SEARCH_LIMITS, SORTS } from '@stoa/domain/search';
import { z } from 'zod';
import { AskedInstant, Currency, Flag, Id, Instant, MoneyView, PageQuery, pageOf, wholeNumber, Zone } from './shared';
import { TutorCard, TutorView } from './tutors';

const Minor = wholeNumber(0, 100_000_000);
const Hours = z
  .string()
  .min(1)
  .max(1_000)
  .meta({ description: 'hours of my week in which a whole lesson lies, such as tue:18-21,sat:9-12' });

/** What a search asks for, as it stands in an address; a saved search keeps the same. */
export const SearchFilterQuery = z.strictObject({
  subjectId: Id.optional(),
  level: z.enum(['primary', 'lower_secondary', 'upper_secondary', 'university', 'professional']).optional(),
  priceFrom: Minor.optional().meta({ description: 'hourly, minor units of `currency`' }),
  priceTo: Minor.optional(),
  currency: Currency.optional().meta({
    description: 'of the reader; prices are shown and filtered in it. Default: EUR',
  }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  languageLevel: z.enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native']).optional().meta({ description: 'at least' }),
  rating: wholeNumber(1, 5).optional().meta({ description: 'at least' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  trial: Flag.optional(),
  instant: Flag.optional(),
  durationMinutes: wholeNumber(25, 120).optional(),
  text: z.string().trim().min(1).max(SEARCH_LIMITS.textLength).optional(),
  free: Hours.optional(),
  zone: Zone.optional().meta({ description: 'of `free`. Default: UTC' }),
  within: wholeNumber(1, 365).optional().meta({ description: 'days from now that `free` looks at. Default: 14' }),
});
export const ListTutorsQuery = SearchFilterQuery.extend(PageQuery.shape).extend({
  cursor: z.string().max(4_096).optional().meta({ description: 'opaque; from `nextCursor` of the page before' }),
  sort: z.enum(SORTS).default('relevance'),
});

export const WhyHere = z
  .enum(['text', 'free_then', 'rating', 'reviews', 'free_time', 'profile', 'new_here', 'instant', 'trial'])
  .meta({ id: 'WhyHere', description: 'words: search.why.*' });
export const TutorResult = TutorCard.extend({
  price: z.object({ amount: MoneyView, converted: MoneyView.nullable(), varies: z.boolean() }).meta({
    description:
      'hourly, of the subject asked for, or else the lowest of what they teach, and then whether some of it costs more; converted for display where the reader’s currency is another one',
  }),
  rating: z.object({ average: z.number(), count: z.int() }).nullable(),
  trial: z.boolean(),
  country: z.string().nullable(),
  nextFreeAt: Instant.nullable().meta({ description: 'within the hours asked for, where the search asked for hours' }),
  whyHere: z.array(WhyHere),
}).meta({ id: 'TutorResult' });
export type TutorResult = z.output<typeof TutorResult>;
export const TutorPage = pageOf(TutorResult)
  .extend({
    ratesOf: z.string().nullable().meta({ description: 'the day of the rates that prices were converted by' }),
  })
  .meta({ id: 'TutorPage' });

const Count = z.object({ value: z.string(), count: z.int() });
export const TutorFacets = z
  .object({
    subjects: z.array(Count),
    levels: z.array(Count),
    languages: z.array(Count),
    countries: z.array(Count),
    prices: z.array(z.object({ from: MoneyView, to: MoneyView.nullable(), count: z.int() })),
    ratings: z.array(Count).meta({ description: 'rated at least so many stars' }),
    offers: z.array(Count).meta({ description: '`trial` and `instant`' }),
    total: z.int().meta({ description: 'all that the search finds' }),
    asOf: Instant,
  })
  .meta({ id: 'TutorFacets', description: 'each counted with all the other filters applied' });

/** Ids behind each other; one that comes twice counts once. */
const ids = (most: number) =>
  z
    .string()
    .max(most * 40)
    .transform((text) => [...new Set(text.toLowerCase().split(','))])
    .pipe(z.array(z.uuid()).min(1))
    .meta({ type: 'string', description: `ids behind each other with commas, ${most} at most` });
export const ManySlotsQuery = z.strictObject({
  tutorIds: ids(SEARCH_LIMITS.slotTutors * 2),
  from: AskedInstant.optional().meta({ description: 'default: now' }),
  to: AskedInstant.optional().meta({ description: 'default: from + 14 days, which is the most' }),
  durationMinutes: wholeNumber(25, 120).optional().meta({ description: 'default: each tutor’s shortest' }),
  perTutor: wholeNumber(1, 700).default(3),
  free: Hours.optional(),
  zone: Zone.optional(),
});
export const ManySlots = z
  .object({
    items: z.array(
      z.object({
        tutorId: Id,
        tutorZone: Zone,
        durationMinutes: z.int(),
        starts: z.array(Instant).meta({ description: 'of lessons that all last `durationMinutes`' }),
      }),
    ),
    from: Instant,
    to: Instant,
    asOf: Instant,
  })
  .meta({ id: 'ManySlots' });

export const VisibilityView = z
  .object({
    listed: z.boolean(),
    hidden: z.array(
      z.object({
        code: z.enum([
          'not_approved',
          'payouts_missing',
          'account_disabled',
          'account_closing',
          'strikes',
          'currency_without_rate',
        ]),
        until: Instant.nullable(),
      }),
    ),
    score: z.int(),
    factors: z.array(z.object({ code: WhyHere, points: z.int(), most: z.int() })),
    asOf: Instant,
  })
  .meta({ id: 'Visibility', description: 'words: search.hidden.* and search.why.*' });
export type VisibilityView = z.output<typeof VisibilityView>;

export const CompareQuery = z.strictObject({ ids: ids(SEARCH_LIMITS.compared * 2) });
export const Comparison = z.object({ items: z.array(TutorView), asOf: Instant }).meta({ id: 'Comparison' });
