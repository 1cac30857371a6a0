/** What hours, exceptions and limits are refused with. */
export const availabilityErrors = {
  tutor_day_full: {
    title: 'The tutor gives no more lessons that day',
    kept: 'Nothing was charged.',
    next: 'Choose another day.',
  },
  tutor_week_full: {
    title: 'The tutor’s week is full for a lesson of this length',
    kept: 'Nothing was charged.',
    next: 'Choose another week, or a shorter lesson.',
  },
  hours_overlap: {
    title: 'Two of these hours overlap',
    kept: 'Your saved hours are unchanged.',
    next: 'Join the two or move one of them.',
  },
  zone_unknown: {
    title: 'We know no time zone of this name',
    kept: 'Your saved hours are unchanged.',
    next: 'Choose a zone from the list.',
  },
  hours_changed: {
    title: 'Your hours were changed elsewhere meanwhile',
    kept: 'What was saved there stands.',
    next: 'Look at both, and save again.',
  },
  exceptions_full: {
    title: 'There are too many exceptions to come',
    kept: 'Those you have are unchanged.',
    next: 'Delete some of them, or change your weekly hours.',
  },
  exception_not_found: {
    title: 'This exception is gone',
    kept: 'Nothing was changed.',
    next: 'Look at the list again.',
  },
} as const;
