/** What a part of a tutor's profile is refused with, as screens say it. */
export const profileErrors = {
  currency_change_refused: {
    title: 'The currency cannot be changed now',
    kept: 'Your prices and all booked lessons stay as they are.',
    next: 'Wait for the booked lessons, and set the other prices together with the currency.',
  },
  video_link_refused: {
    title: 'This video link cannot be shown',
    kept: 'Your profile stays as it was.',
    next: 'Use an https link to YouTube or Vimeo.',
  },
  certificate_not_found: {
    title: 'This certificate is no longer in your profile',
    kept: 'Everything else is as it was.',
    next: 'Load the page again.',
  },
  certificates_full: {
    title: 'There is no room for another certificate',
    kept: 'Your certificates stay as they are.',
    next: 'Remove or replace one of them.',
  },
} as const;
