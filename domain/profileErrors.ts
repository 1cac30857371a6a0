import { no } from './refusal';

const PROFILE_STAYS = 'The profile stays as it was, and so does everything that was booked.';

/** What a part of a tutor's profile is refused with. */
export const PROFILE_ERRORS = {
  currency_change_refused: no(
    'The currency cannot be changed while lessons are booked or prices are set in the old one.',
    PROFILE_STAYS,
    'The answer says what stands in the way: wait for those lessons, and send the other prices anew with the currency.',
  ),
  video_link_refused: no(
    'We show videos of a few hosts only, by their own https address.',
    PROFILE_STAYS,
    'Put the video on one of the hosts named in the answer and send its address.',
  ),
  certificate_not_found: no(
    'There is no such certificate in your profile.',
    PROFILE_STAYS,
    'Look at the profile as it is now.',
  ),
  certificates_full: no(
    'There are as many certificates as a profile can hold.',
    PROFILE_STAYS,
    'Remove one, or replace one by the new one.',
  ),
} as const;
