import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const TICK_MS = 10;

/** User and system CPU of a process so far, ms; from /proc where there is one, otherwise from ps (whole seconds). */
export function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    const [minutes = '0', seconds = '0'] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(':')
      .slice(-2);
    return (Number(minutes) * 60 + Number(seconds)) * 1000;
  }
}
