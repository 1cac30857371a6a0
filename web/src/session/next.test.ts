import { safeNext } from './next';

describe('safeNext: signing in must not lead to another site', () => {
  it('keeps a path of ours with its query', () => {
    expect(safeNext('/tutors/1/book?at=2026-11-26T18:00:00Z&minutes=50')).toBe(
      '/tutors/1/book?at=2026-11-26T18:00:00Z&minutes=50',
    );
  });

  it.each([
    null,
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/',
  ])('goes to the start for %s', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});
