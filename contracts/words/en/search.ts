/** What a search shows beside its results. */
export const search = {
  why: {
    text: 'Fits your words',
    free_then: 'Free in your hours',
    rating: 'Rated highly',
    reviews: 'Many reviews',
    free_time: 'Much free time this week and next',
    profile: 'A complete profile',
    new_here: 'New here',
    instant: 'Booked at once',
    trial: 'Offers a trial lesson',
  },
  hidden: {
    not_approved: 'Your profile is not approved yet.',
    payouts_missing: 'Payouts are not set up yet.',
    account_disabled: 'Your account is disabled.',
    account_closing: 'Your account is being closed. Call it off on your privacy page to be found again.',
    strikes: 'You let students down three times or more: you are hidden until {until}.',
    currency_without_rate: 'There is no exchange rate for your currency.',
  },
} as const;

export const searchErrors = {
  search_too_wide: {
    title: 'That is more than one search can look for',
    kept: 'Your filters are still there.',
    next: 'Choose fewer hours, fewer days or fewer tutors at once.',
  },
  search_hours_invalid: {
    title: 'These hours cannot be read',
    kept: 'Your other filters are still there.',
    next: 'Choose the hours again.',
  },
  search_price_invalid: {
    title: 'The lowest price is above the highest',
    kept: 'Your other filters are still there.',
    next: 'Change one of the two prices.',
  },
  saved_search_limit_reached: {
    title: 'You have saved as many searches as one person can',
    kept: 'Those you saved are still there.',
    next: 'Delete one, then save this one.',
  },
  saved_search_name_taken: {
    title: 'You have a search of this name already',
    kept: 'It stays as it is.',
    next: 'Choose another name.',
  },
} as const;
