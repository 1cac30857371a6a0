import { suitablePassword } from './passwords';

describe('a password', () => {
  const owner = { email: 'Robin.Reed@people.example', name: 'Robin Reed-Marsh' };
  it.each(['robin.reed@people.example', 'ROBIN.REED', 'robin reed-marsh', 'RobinReed-Marsh', 'ｒｏｂｉｎ．ｒｅｅｄ'])(
    'is not what everybody knows of its owner: %s',
    (password) => {
      expect(suitablePassword(password, owner)).toEqual({ ok: false, code: 'password_unsuitable' });
    },
  );
  it('may be anything else, in any script, without rules about its characters', () => {
    for (const password of ['aaaaaaaaaaaa', 'правильний кінь', '          1', 'robin.reed and the horse'])
      expect(suitablePassword(password, owner)).toEqual({ ok: true, value: password });
  });
});
