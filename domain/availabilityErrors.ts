import { later, no, NOTHING_CHANGED } from './refusal';

const HOURS_STAY = 'Your hours and all bookings stay as they were.';

/** What hours, exceptions and limits are refused with. */
export const AVAILABILITY_ERRORS = {
  tutor_day_full: no(
    'The tutor gives no more lessons that day.',
    'Nothing was booked and no money moved.',
    'Choose a time on another day.',
  ),
  tutor_week_full: no(
    'The tutor gives no more lessons of this length that week.',
    'Nothing was booked and no money moved.',
    'Choose a shorter lesson, or a time in another week.',
  ),
  hours_overlap: no(
    'Two of the weekly hours overlap.',
    HOURS_STAY,
    'Join them or move one of them; the answer names both.',
  ),
  zone_unknown: no(
    'There is no time zone of this name.',
    HOURS_STAY,
    'Choose a zone from the list, by its region and city.',
  ),
  hours_changed: later(
    'The hours were changed after they were shown to you.',
    'The hours as saved meanwhile stand; yours were not saved.',
    'Look at the hours in this answer and save yours again if you still want them.',
  ),
  exceptions_full: no(
    'There are as many exceptions to come as one tutor may have.',
    'The exceptions you have stay; this one was not added.',
    'Delete some that are no longer needed, or change the weekly hours instead.',
  ),
  exception_not_found: no(
    'There is no such exception among yours.',
    NOTHING_CHANGED,
    'Look at the list again; it may have been deleted.',
  ),
} as const;
