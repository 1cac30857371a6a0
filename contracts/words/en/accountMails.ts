/** Mails about somebody's own account, by template. Where there is something to open, its link stands in the foot. */
export const accountMails = {
  verifyEmail: {
    subject: 'Confirm your e-mail address',
    text: 'Hello {name},\n\nthis address was used to make an account at Stoa. If it was you, open the page below within 24 hours to confirm the address; then you can book lessons or offer them.\n\nIf it was not you, do nothing: without the confirmation nobody can book or teach with your address.',
  },
  registrationAttempted: {
    subject: 'You have an account already',
    text: 'Hello {name},\n\nsomebody tried to make a new account with this address. There is one already, and nothing about it was changed.\n\nIf it was you, sign in with your password; if you forgot it, “Forgot password” on the sign-in page sends you a way to choose a new one. If it was not you, there is nothing to do.',
  },
  resetPassword: {
    subject: 'Choose a new password',
    text: 'Hello {name},\n\nsomebody asked to choose a new password for this account. If it was you, open the page below within an hour.\n\nIf it was not you, do nothing: your password stays as it is.',
  },
  passwordChanged: {
    subject: 'Your password was changed',
    text: 'Hello {name},\n\nthe password of your account was changed, and your other devices were signed out.\n\nIf it was not you, choose a new password at once by “Forgot password” on the sign-in page, and write to support.',
  },
  totpOn: {
    subject: 'Signing in now takes a second step',
    text: 'Hello {name},\n\nfrom now on signing in to your account takes a code of your authenticator beside the password. Keep the recovery codes where you find them without your phone.\n\nIf it was not you, choose a new password at once by “Forgot password”, and write to support.',
  },
  totpOff: {
    subject: 'Signing in no longer takes a second step',
    text: 'Hello {name},\n\nthe second step of signing in to your account was switched off. The password alone opens it now.\n\nIf it was not you, choose a new password at once by “Forgot password”, and write to support.',
  },
  googleLinked: {
    subject: 'Google opens your account now',
    text: 'Hello {name},\n\nyour account was linked with a Google account: from now on you can sign in with either.\n\nIf it was not you, take the link away on the page below, choose a new password, and write to support.',
  },
  googleUnlinked: {
    subject: 'Google no longer opens your account',
    text: 'Hello {name},\n\nthe link of your account with Google was taken away. You sign in with your password.\n\nIf it was not you, choose a new password at once by “Forgot password”, and write to support.',
  },
  confirmEmail: {
    subject: 'Confirm your new e-mail address',
    text: 'Hello {name},\n\nyou asked to use this address for your account at Stoa. Open the page below within 24 hours to confirm it; until then everything goes to your present address.\n\nIf it was not you, do nothing: this address is not used.',
  },
  addressWanted: {
    subject: 'Somebody wants to use your address',
    text: 'Hello {name},\n\nsomebody asked to use this address for another account at Stoa. It belongs to your account, and nothing about it was changed.\n\nIf it was you, sign in with this address instead. If it was not you, there is nothing to do.',
  },
  emailChanged: {
    subject: 'Your e-mail address was changed',
    text: 'Hello {name},\n\nyour account now uses {address}, and mails no longer come here.\n\nIf it was not you, open the page below within 7 days: it brings this address back and signs every device out.',
  },
} as const;
