import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const RECORDER = path.join(__dirname, 'onlyConfiguredHosts.cjs');

describe('the recorder of outgoing calls', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'stoa-outgoing-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Runs a program that is watched and tells what was noted. */
  function notesOf(program: string): string {
    const file = path.join(dir, 'notes');
    const watched = `require(${JSON.stringify(RECORDER)}).record(${JSON.stringify(file)}); require('fs').appendFileSync(${JSON.stringify(file)}, '');`;
    execFileSync(process.execPath, ['-e', `${watched} ${program}`], { timeout: 20_000, env: {} });
    return readFileSync(file, 'utf8');
  }

  // names below `invalid` belong to nobody, and 192.0.2.0/24 is for documents: nothing is reached
  it.each([
    ["fetch('http://stranger.invalid/').catch(() => {})", 'stranger.invalid'],
    ["require('http').get('http://stranger.invalid/').on('error', () => {})", 'stranger.invalid'],
    ["require('dns').promises.lookup('stranger.invalid').catch(() => {})", 'stranger.invalid'],
    [
      "const s = require('net').connect({ host: '192.0.2.1', port: 9 }); s.on('error', () => {}); s.destroy()",
      '192.0.2.1',
    ],
    ["const s = require('net').connect(9, '192.0.2.1'); s.on('error', () => {}); s.destroy()", '192.0.2.1'],
  ])('notes a call to a stranger: %s', (program, host) => {
    expect(notesOf(program)).toContain(host);
  });

  it.each([
    "fetch('http://127.0.0.1:9/').catch(() => {})",
    "require('net').connect({ path: '/nowhere.sock' }).on('error', () => {})",
    "require('net').connect(9, 'localhost').on('error', () => {})",
    "require('net').connect(9).on('error', () => {})",
  ])('stays silent about this machine: %s', (program) => {
    expect(notesOf(program)).toBe('');
  });
});
