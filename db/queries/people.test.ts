import { randomUUID } from 'node:crypto';
import { buildPerson } from '../../test/factories/people';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import {
  createFirstOwner,
  findCredentials,
  findPeople,
  findPerson,
  updatePasswordHash,
  updateZone,
  type NewPerson,
} from './people';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const owner = (): NewPerson => {
  const id = randomUUID();
  return { id, email: `${id}@owners.example`, name: 'Odile', zone: 'UTC', passwordHash: 'hash', at: Date.now() };
};

describe('people', () => {
  it('are found by their address in any case of letters; nobody else gets the hash', async () => {
    const { id, email } = await buildPerson(database.owner, { roles: ['support', 'admin'], passwordHash: 'secret' });
    const found = await findCredentials(database.app, email.toUpperCase());
    expect(found).toMatchObject({ passwordHash: 'secret', person: { id, roles: ['admin', 'support'] } });
    expect(JSON.stringify(await findPerson(database.app, id))).not.toContain('secret');
    expect(await findCredentials(database.app, 'nobody@people.example')).toBeNull();
    expect([...(await findPeople(database.app, [id, randomUUID()])).keys()]).toEqual([id]);
  });

  it('keep a new zone and a new hash', async () => {
    const { id, email } = await buildPerson(database.owner);
    await updateZone(database.app, id, 'Asia/Tokyo');
    await updatePasswordHash(database.app, id, 'newer');
    expect(await findPerson(database.app, id)).toMatchObject({ zone: 'Asia/Tokyo' });
    expect(await findCredentials(database.app, email)).toMatchObject({ passwordHash: 'newer' });
  });
});

describe('createFirstOwner', () => {
  it('makes one owner of 10 who try at once, and none ever after', async () => {
    const taken = await buildPerson(database.owner);
    expect(await createFirstOwner(database.owner, { ...owner(), email: taken.email })).toBe('email_taken');
    const results = await Promise.all(Array.from({ length: 10 }, () => createFirstOwner(database.owner, owner())));
    expect(results.filter((result) => result === 'created')).toHaveLength(1);
    expect(results.filter((result) => result === 'owner_exists')).toHaveLength(9);
    expect(await createFirstOwner(database.owner, owner())).toBe('owner_exists');
    const lines = await database.owner('audit_log').select('action', 'acting_as');
    expect(lines).toEqual([{ action: 'owner.grant', acting_as: 'system' }]);
  });
});
