/** Where a handler is still to come. */
export function notYet(): Promise<never> {
  return Promise.reject(new Error('this operation has no handler yet'));
}
