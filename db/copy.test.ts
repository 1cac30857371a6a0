import { Client } from 'pg';
import { copyInto } from './copy';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`CREATE TABLE copied (id int PRIMARY KEY, words text, at timestamptz, list int[], yes boolean)`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
const INTO = { table: 'copied', columns: ['id', 'words', 'at', 'list', 'yes'] };

describe('copying rows', () => {
  it('keeps every sign, and nulls apart from empty texts', async () => {
    const words = 'back\\slash\ttab\nline\rend \\N “quotes” математика';
    const at = new Date('2026-03-02T10:00:00.123Z');
    await copyInto(client, INTO, [
      [1, words, at, [1, 2], true],
      [2, null, null, [], false],
      [3, '', null, null, null],
    ]);
    const { rows } = await client.query(`SELECT id, words, at, list, yes FROM copied ORDER BY id`);
    expect(rows).toEqual([
      { id: 1, words, at, list: [1, 2], yes: true },
      { id: 2, words: null, at: null, list: [], yes: false },
      { id: 3, words: '', at: null, list: null, yes: null },
    ]);
  });

  it('takes all rows or none, and the connection goes on', async () => {
    const again = copyInto(client, INTO, [
      [4, 'new', null, null, null],
      [1, 'there already', null, null, null],
    ]);
    await expect(again).rejects.toMatchObject({ code: '23505' });
    expect((await client.query(`SELECT 1 FROM copied WHERE id = 4`)).rows).toEqual([]);
  });

  it('takes none as well', async () => {
    await expect(copyInto(client, INTO, [])).resolves.toBeUndefined();
  });
});
