import { later, no, NOTHING_CHANGED } from './refusal';

const ACCOUNT_STAYS = 'Your account stays as it is.';

/** What registration, links, sign-in and account pages are refused with. */
export const ACCOUNT_ERRORS = {
  consent_outdated: no(
    'The terms or the privacy notice changed while the page was open.',
    'Nothing was agreed to, and no account was made.',
    'Read the present versions, which the answer names, and agree to those.',
  ),
  password_unsuitable: no(
    'A password may not be your own e-mail address or name.',
    NOTHING_CHANGED,
    'Choose a few unrelated words; any characters are welcome.',
  ),
  password_breached: no(
    'This password stands in lists of stolen passwords.',
    NOTHING_CHANGED,
    'Choose another one, and change it wherever else you use it.',
  ),
  password_wrong: no(
    'This is not your present password.',
    ACCOUNT_STAYS,
    'Try again, or sign out and choose a new one by “Forgot password”.',
  ),
  email_unverified: no(
    'Your e-mail address is not confirmed yet.',
    NOTHING_CHANGED,
    'Open the link in the mail we sent you, or have a new one sent from your account page.',
  ),
  email_already_verified: no(
    'Your e-mail address is confirmed already.',
    ACCOUNT_STAYS,
    'There is nothing more to do.',
  ),
  email_change_over: no(
    'No other address waits to be confirmed: its link was opened, called off, or ran out.',
    ACCOUNT_STAYS,
    'Look at the address of your account, and ask for another one again if it is not the right one.',
  ),
  email_taken: no(
    'Another account came to use this address in the meantime.',
    'Your account keeps the address it had.',
    'Sign in to that account, or choose a different address.',
  ),
  link_unknown: no(
    'This link is not one of ours, or a part of it is missing.',
    NOTHING_CHANGED,
    'Open it from the mail again, whole, or have a new one sent.',
  ),
  link_used: no('This link was used before.', 'What it did then stands.', 'Go on to sign in, or have a new one sent.'),
  link_expired: no(
    'This link is too old, or a newer one took its place.',
    NOTHING_CHANGED,
    'Open the newest mail, or have a new link sent.',
  ),
  link_other_account: no(
    'This link belongs to a different account from the one you are signed in to.',
    'Neither account was changed.',
    'Sign out, then open the link again.',
  ),
  account_changed: no(
    'The account was changed on another page or device meanwhile.',
    'Those changes stand; yours are not made.',
    'Look at what differs in this answer and send your change again.',
  ),
  totp_required: no(
    'Signing in to this account takes a second step.',
    'You are not signed in yet.',
    'Send a code of your authenticator, or a recovery code, with the challenge of this answer.',
  ),
  totp_wrong: no(
    'This code does not count: it is wrong, too old, or was used before.',
    NOTHING_CHANGED,
    'Wait for the next code of your authenticator, or use a recovery code.',
  ),
  totp_on_already: no(
    'The second step is on already.',
    'It stays as it is.',
    'To move it to another authenticator, switch it off first.',
  ),
  totp_off: no('There is no authenticator to confirm.', NOTHING_CHANGED, 'Begin with setting one up.'),
  totp_enrolment_required: no(
    'Staff work here with a second step only, and yours is not on.',
    NOTHING_CHANGED,
    'Set an authenticator up on your account page, then go on.',
  ),
  challenge_over: no(
    'This sign-in took too long, or was tried too often.',
    'You are not signed in.',
    'Begin again with your password.',
  ),
  fresh_sign_in_required: no(
    'This step needs a sign-in of the last ten minutes.',
    NOTHING_CHANGED,
    'Sign out, sign in again and repeat it.',
  ),
  identity_not_offered: no(
    'Signing in with Google is not offered here.',
    NOTHING_CHANGED,
    'Sign in with your e-mail address and password.',
  ),
  identity_unavailable: later(
    'Google does not answer at the moment.',
    NOTHING_CHANGED,
    'Try again in a moment, or sign in with your password.',
  ),
  identity_refused: no(
    'What came back from Google cannot be relied on.',
    'You are not signed in, and no account was touched.',
    'Begin again from the sign-in page.',
  ),
  identity_state_unknown: no(
    'This sign-in with Google was not begun in this browser, took too long, or is done already.',
    'You are not signed in by it, and no account was touched.',
    'Begin again from the sign-in page.',
  ),
  identity_email_unverified: no(
    'Google has not verified the address of that account.',
    'No account was made or opened.',
    'Verify it at Google first, or register here with a password.',
  ),
  identity_not_linked: no(
    'An account here has this address, and it is not linked with Google.',
    ACCOUNT_STAYS,
    'Sign in with the password, then link Google on your account page.',
  ),
  identity_linked_otherwise: no(
    'This Google account, or yours here, is linked with another one.',
    'Both links stay as they are.',
    'Take the other link away first.',
  ),
  identity_registration_over: no(
    'This registration took too long, or was finished before.',
    'No second account was made.',
    'Begin again with Google; if the account is there, you are signed in.',
  ),
  device_not_found: no(
    'This device is not signed in to your account.',
    NOTHING_CHANGED,
    'Look at the list again; it may have been signed out meanwhile.',
  ),
  hashing_busy: later(
    'More people are signing in at this moment than we can check.',
    NOTHING_CHANGED,
    'Try again in a few seconds.',
  ),
} as const;
