import { webAccount } from './webAccount';

const { begin, scan, scanAlt, secret, firstCode, switchOn } = webAccount.security;
const { codesTitle, codesHelp, copy, copied, print, kept } = webAccount.security;

/** The console's page for staff who have to set their second step up first; the steps speak as the web app's do. */
export const consoleEnrol = {
  heading: 'Set up your second step',
  step: 'Step {n} of 3',
  why: 'You open people’s accounts, documents and money here. A password alone is not enough for that: signing in takes a code of your phone as well. Get an authenticator app, then enter your password to begin.',
  as: 'You are {email}.',
  secretName: 'the secret',
  ...{ begin, scan, scanAlt, secret, firstCode, switchOn, codesTitle, codesHelp, copy, copied, print, kept },
} as const;
