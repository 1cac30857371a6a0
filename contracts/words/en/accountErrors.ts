const SAME = 'Your account is as it was.';

/** Refusals of registration, links, sign-in and account pages. */
export const accountErrors = {
  consent_outdated: {
    title: 'The terms changed a moment ago',
    kept: 'What you entered is still there; nothing was agreed to.',
    next: 'Read the new version and agree to it.',
  },
  password_unsuitable: {
    title: 'That password is too easy to guess',
    kept: 'What you entered is still there.',
    next: 'It may not be your address or your name. A few unrelated words are good.',
  },
  password_breached: {
    title: 'That password has been stolen somewhere',
    kept: 'What you entered is still there.',
    next: 'Choose another one, and change it wherever else you use it.',
  },
  password_wrong: {
    title: 'That is not your present password',
    kept: SAME,
    next: 'Try again. If you forgot it, sign out and use “Forgot password”.',
  },
  email_unverified: {
    title: 'Confirm your e-mail address first',
    kept: 'What you entered is still there.',
    next: 'Open the link in our mail, or have a new one sent from your account page.',
  },
  email_already_verified: { title: 'Your address is confirmed', kept: SAME, next: 'There is nothing more to do.' },
  email_change_over: {
    title: 'No new address is waiting any more',
    kept: SAME,
    next: 'Its link was opened, called off, or ran out. Look at the address above, and ask again if it is not the right one.',
  },
  email_taken: {
    title: 'Another account uses that address now',
    kept: 'Your account keeps the address it had.',
    next: 'Sign in to the other account, or choose a different address.',
  },
  link_unknown: {
    title: 'This link is not complete',
    kept: 'Nothing changed.',
    next: 'Open it from the mail again, or have a new one sent.',
  },
  link_used: {
    title: 'This link was used before',
    kept: 'What it did then stands.',
    next: 'Sign in, or have a new link sent.',
  },
  link_expired: {
    title: 'This link is too old',
    kept: 'Nothing changed.',
    next: 'Open the newest mail, or have a new link sent.',
  },
  link_other_account: {
    title: 'This link is for another account',
    kept: 'Neither account was changed.',
    next: 'Sign out, then open the link again.',
  },
  account_changed: {
    title: 'Your account was changed elsewhere',
    kept: 'What you entered is still there.',
    next: 'Compare it with what is shown now and save again.',
  },
  totp_required: {
    title: 'One more step',
    kept: 'Your password was right.',
    next: 'Enter the code that your authenticator shows.',
  },
  totp_wrong: {
    title: 'That code does not count',
    kept: 'Nothing changed.',
    next: 'Wait for the next one; each code is good once. A recovery code works as well.',
  },
  totp_on_already: {
    title: 'The second step is on already',
    kept: SAME,
    next: 'To use another authenticator, switch it off first.',
  },
  totp_off: { title: 'No authenticator is being set up', kept: SAME, next: 'Start from “Set up an authenticator”.' },
  totp_enrolment_required: {
    title: 'Set up your second step first',
    kept: 'Nothing changed.',
    next: 'Staff sign in with an authenticator. Set yours up to go on.',
  },
  challenge_over: {
    title: 'That took too long',
    kept: 'You are not signed in.',
    next: 'Start again with your password.',
  },
  fresh_sign_in_required: {
    title: 'Please sign in once more',
    kept: 'Nothing changed.',
    next: 'For your safety this takes a sign-in of the last ten minutes.',
  },
  identity_not_offered: {
    title: 'Google is not set up here',
    kept: 'Nothing changed.',
    next: 'Sign in with your address and password.',
  },
  identity_unavailable: {
    title: 'Google does not answer',
    kept: 'Nothing changed.',
    next: 'Try again in a moment, or use your password.',
  },
  identity_refused: {
    title: 'That answer from Google does not hold',
    kept: 'You are not signed in.',
    next: 'Start again from the sign-in page.',
  },
  identity_state_unknown: {
    title: 'This sign-in was not begun here',
    kept: 'You are not signed in by it.',
    next: 'Start again from the sign-in page, in this browser.',
  },
  identity_email_unverified: {
    title: 'Google has not verified that address',
    kept: 'No account was made.',
    next: 'Verify it at Google, or register with a password.',
  },
  identity_not_linked: {
    title: 'You have an account with a password',
    kept: SAME,
    next: 'Sign in with the password, then link Google on your account page.',
  },
  identity_linked_otherwise: {
    title: 'Already linked with another account',
    kept: 'Both links stay as they are.',
    next: 'Take the other link away first.',
  },
  identity_registration_over: {
    title: 'That took too long',
    kept: 'No second account was made.',
    next: 'Start again with Google.',
  },
  device_not_found: {
    title: 'That device is not signed in any more',
    kept: 'Nothing changed.',
    next: 'Look at the list again.',
  },
  hashing_busy: {
    title: 'Many people are signing in just now',
    kept: 'What you entered is still there.',
    next: 'Try again in a few seconds.',
  },
} as const;
