/** Words of the console for what staff are refused. */
export const staffErrors = {
  person_not_found: {
    title: 'There is no such person',
    kept: 'Nothing was changed.',
    next: 'Search by name, e-mail or a booking code.',
  },
  own_account: {
    title: 'Not on your own account',
    kept: 'Nothing was changed.',
    next: 'Ask a colleague who may.',
  },
  role_already_held: {
    title: 'They hold that role already',
    kept: 'The role stays as it was granted.',
    next: 'Reload the page to see it.',
  },
  role_not_granted: {
    title: 'They do not hold that role',
    kept: 'Nothing was changed.',
    next: 'Reload the page: a colleague may have been faster.',
  },
  role_last_holder: {
    title: 'Nobody else could act in that role',
    kept: 'The role and the account stay.',
    next: 'Give the role to somebody else first.',
  },
  account_disabled: {
    title: 'This account is locked',
    kept: 'Nothing was changed.',
    next: 'Unlock it first.',
  },
  account_not_disabled: {
    title: 'This account is not locked',
    kept: 'Nothing was changed.',
    next: 'Reload the page: a colleague may have been faster.',
  },
  account_erased: {
    title: 'This account was erased',
    kept: 'Nothing can be brought back.',
    next: 'The person can register anew.',
  },
  impersonation_of_staff: {
    title: "Not with a colleague's eyes",
    kept: 'No sign-in was made.',
    next: 'Choose a student or a tutor.',
  },
  impersonation_too_long: {
    title: 'That is too long to look',
    kept: 'No sign-in was made.',
    next: 'Choose a shorter time, and start again if it does not do.',
  },
  impersonation_read_only: {
    title: 'You are only looking',
    kept: 'Nothing was changed.',
    next: 'Leave this view to act for yourself.',
  },
  impersonation_over: {
    title: 'This view has run out',
    kept: 'No sign-in was made.',
    next: "Start again from the person's page.",
  },
  subject_exists: {
    title: 'That subject is there already',
    kept: 'The catalogue stays as it was.',
    next: 'Use it, or choose another name.',
  },
  subject_not_found: {
    title: 'There is no such subject',
    kept: 'Nothing was changed.',
    next: 'Choose one from the catalogue.',
  },
  subject_not_retired: {
    title: 'That subject is offered already',
    kept: 'Nothing was changed.',
    next: 'Reload the catalogue to see it.',
  },
  subject_already_retired: {
    title: 'That subject is retired already',
    kept: 'It stays on the profiles that have it.',
    next: 'Reload the catalogue to see it.',
  },
} as const;
