import { say } from './say';

describe('say', () => {
  it('fills names and keeps what nobody gave a value for', () => {
    expect(say('{tutor} answers by {at}.', { tutor: 'Ana' })).toBe('Ana answers by {at}.');
  });

  it.each([
    [0, 'no lessons'],
    [1, 'one lesson'],
    [2, '2 lessons'],
    [1200, '1,200 lessons'],
  ])('counts %i in words', (n, text) => {
    expect(say('{n, plural, =0 {no lessons} one {one lesson} other {# lessons}}', { n })).toBe(text);
  });

  it('never reads a value as a pattern', () => {
    expect(say('{a} and {b}', { a: '{b}', b: '$& {a}' })).toBe('{b} and $& {a}');
  });
});
