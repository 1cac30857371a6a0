/** The one version of Stripe's API that the sandbox plays; the SDK sends the same. */
export const API_VERSION = '2026-10-28.endive';
