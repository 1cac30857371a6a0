/** Texts of the sign-in page. */
export const webSignIn = {
  title: 'Sign in',
  lead: 'You come back to where you were.',
  email: 'E-mail address',
  emailHelp: 'The one you registered with.',
  emailMissing: 'Write your e-mail address, for example ana@example.org.',
  password: 'Password',
  passwordMissing: 'Write your password.',
  submit: 'Sign in',
  forgot: 'Forgot password?',
  none: 'No account yet?',
  register: 'Make one',
  working: 'Signing in',
  already: 'You are signed in as {name}.',
  goOn: 'Go on',
} as const;
