import { RANKING_FACTORS, RANKING_WEIGHTS, SCORE_PARTS, TEXT_PARTS, type RankingFactor } from '../../domain/ranking';
import { SEARCH_LIMITS } from '../../domain/search';
import { code, page, table } from './markdown';

const MEANS: Readonly<Record<RankingFactor, string>> = {
  rating: 'the Bayesian average of the reviews, from one star (nothing) to five (all)',
  reviews: 'how many reviews there are; the first ones count most, from 50 on all is given',
  free_time: 'starts that are free this week and next, in quarters; from 40 on all is given',
  profile: 'a photo, a description of 400 characters, at least one language: a third each',
  new_here: 'fades day by day over the first 30 days',
  instant: 'lessons are booked at once',
  trial: 'a trial lesson is offered',
};

/** How searches rank, read and stay true, from the domain's tables. */
export function searchPage(): string {
  const { withinDays, freeWindows, textLength, compared, savedSearches, slotTutors, slotDays } = SEARCH_LIMITS;
  return page('Searching', '`domain/ranking.ts` and `domain/search.ts`', [
    '## How tutors are ranked',
    'Nothing is bought, and nothing that is not in this table counts. Each tutor sees their own points, and why a search leaves them out, at `GET /me/tutor/visibility`; each result names what speaks most for it.',
    table(
      ['factor', 'points at most', 'for'],
      RANKING_FACTORS.map((factor) => [code(factor), String(RANKING_WEIGHTS[factor]), MEANS[factor]]),
    ),
    `Where a text is searched for, how well it fits (0 to 1 000) weighs ${TEXT_PARTS} parts and the points ${SCORE_PARTS}.`,
    '## How a search stays true',
    'When tutors are free is derived, week by week, by the engine that checks bookings (`tutor_free_weeks`). Whatever changes it leaves a mark in its own transaction; the worker derives what is marked. A search takes everybody whose derived weeks fit, and everybody who is marked, and asks the engine about each before it shows them: a late worker hides nobody, and what is shown can be booked. `npm run free-time:verify` compares every week with the engine.',
    'What is filtered and sorted by lies in versions (`tutor_search`, `tutor_texts`, `tutor_standings`): a change makes a new version and ends the old one. A cursor carries the database snapshot of its first page, and every later page reads the versions of then, so that nobody is shown twice or lost while tutors change. Who may not be shown any more is left out all the same. A cursor is good for an hour. `npm run search:verify` compares the versions with the rows they are made of.',
    'Prices are compared in millionths of a dollar by the newest rate of each currency (`currency_rates`); an amount in another currency is for showing only and names the day of its rate. A tutor in a currency without a rate is not found, and is told so. Where a search names no subject, a tutor stands at the lowest price of what they teach: filter, order and card take the same one, and the card says “from” where other subjects cost more.',
    '## What one search may ask for',
    table(
      ['what', 'at most'],
      [
        [
          'hours of a week',
          `${freeWindows} stretches, within ${withinDays.max} days (${withinDays.fallback} unless said otherwise)`,
        ],
        ['a text', `${textLength} characters`],
        ['a comparison', `${compared} tutors`],
        ['saved searches of a person', String(savedSearches)],
        ['next times of several tutors', `${slotTutors} tutors, ${slotDays} days`],
      ],
    ),
  ]);
}
