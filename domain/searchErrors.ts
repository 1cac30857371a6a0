import { no, NOTHING_CHANGED } from './refusal';

/** What a search, a favourite or a saved search is refused with. */
export const SEARCH_ERRORS = {
  search_too_wide: no(
    'The search asks for more than one search may.',
    NOTHING_CHANGED,
    'Ask for fewer hours, fewer days or fewer tutors at once; the limit stands in the answer.',
  ),
  search_hours_invalid: no(
    'The hours or the time zone of the search cannot be read.',
    NOTHING_CHANGED,
    'Write hours as tue:18-21,sat:9-12 and the zone by its name, such as Europe/Kyiv.',
  ),
  search_price_invalid: no(
    'The lowest price of the search is above the highest.',
    NOTHING_CHANGED,
    'Swap the two prices, or leave one of them out.',
  ),
  saved_search_limit_reached: no(
    'You have saved as many searches as one person may.',
    'The searches you saved are still there.',
    'Delete one that you no longer need, then save this one.',
  ),
  saved_search_name_taken: no(
    'You have a saved search of this name already.',
    'It stays as it is.',
    'Choose another name, or delete the other search first.',
  ),
} as const;
