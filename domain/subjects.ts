const SLUG_MAX = 50;

/**
 * The part of an address that a subject's name makes: plain letters and digits of the Latin alphabet, hyphens between.
 * @returns '' for a name without any
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replaceAll(/^-+|-+$/g, '');
}
