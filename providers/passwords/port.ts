/** Knows passwords that were stolen elsewhere and are tried first by whoever guesses. */
export interface BreachedPasswords {
  /**
   * Whether a password is known to have been stolen.
   * @param password as typed; an implementation tells nobody outside enough to know it
   * @throws when the list does not answer
   */
  isBreached(password: string): Promise<boolean>;
}
