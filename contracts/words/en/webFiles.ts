/** Texts of every place in the web app where a file is chosen. */
export const webFiles = {
  sending: '{percent} % sent',
  checking: 'Looking at the file',
  remove: 'Remove',
} as const;
