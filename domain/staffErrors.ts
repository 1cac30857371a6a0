import { no, NOTHING_CHANGED } from './refusal';

/** What staff are refused when they deal with people, roles and the catalogue. */
export const STAFF_ERRORS = {
  person_not_found: no(
    'There is no such person here.',
    NOTHING_CHANGED,
    'Search by name, e-mail address or the code of a booking.',
  ),
  own_account: no(
    'Nobody of the staff changes their own roles or account state.',
    NOTHING_CHANGED,
    'Ask a colleague with the right to it.',
  ),
  role_already_held: no(
    'This person holds that role already.',
    'The role stays as it was granted.',
    'Look at their page; nothing is left to do.',
  ),
  role_not_granted: no(
    'This person does not hold that role.',
    NOTHING_CHANGED,
    'Look at their page; somebody may have taken it away before you.',
  ),
  role_last_holder: no(
    'This is the last person who can act in that role.',
    'They keep the role and their account stays open.',
    'Give the role to somebody else first.',
  ),
  account_disabled: no(
    'This account is locked: nobody can sign in to it.',
    NOTHING_CHANGED,
    'Unlock the account first, if there is a reason to.',
  ),
  account_not_disabled: no(
    'This account is not locked.',
    NOTHING_CHANGED,
    'Look at their page; somebody may have unlocked it before you.',
  ),
  account_erased: no('This account was erased.', 'Nothing of it can be brought back.', 'The person can register anew.'),
  impersonation_of_staff: no(
    "Nobody looks at the house with a colleague's eyes.",
    'No sign-in was made.',
    'Choose a student or a tutor.',
  ),
  impersonation_too_long: no(
    "Nobody looks with somebody's eyes for as long as that.",
    'No sign-in was made.',
    'Choose a shorter time, and start again if it does not do.',
  ),
  impersonation_read_only: no(
    'You look at this page for somebody else and can change nothing.',
    NOTHING_CHANGED,
    'Ask the person to take the step, or take it in the console where you may.',
  ),
  impersonation_over: no(
    'This way into the view of another person was used or has run out.',
    'No sign-in was made.',
    "Start again from the person's page in the console.",
  ),
  subject_exists: no(
    'There is a subject of that name already.',
    'The catalogue stays as it was.',
    'Use the subject that is there, or choose another name.',
  ),
  subject_not_found: no('There is no such subject in the catalogue.', NOTHING_CHANGED, 'Choose one from the list.'),
  subject_not_retired: no(
    'This subject is offered already.',
    NOTHING_CHANGED,
    'Look at the catalogue; somebody may have restored it before you.',
  ),
  subject_already_retired: no(
    'This subject is retired already.',
    'It stays on the profiles that have it.',
    'Look at the catalogue; nothing is left to do.',
  ),
} as const;
