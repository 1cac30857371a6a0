/** What people agree to, by version. */
export const DOCUMENTS = ['terms', 'privacy'] as const;
export type Document = (typeof DOCUMENTS)[number];
