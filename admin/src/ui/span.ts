import { say, words } from '../words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units of a length of time: "2 h 14 min". Rounded down, so that nobody is promised time that is not there. */
export function spanText(ms: number): string {
  const { day, hour, minute, second } = words.deadline;
  const whole = (unit: number, below: number) => Math.floor((ms % below) / unit);
  if (ms >= DAY) return `${say(day, { n: Math.floor(ms / DAY) })} ${say(hour, { n: whole(HOUR, DAY) })}`;
  if (ms >= HOUR) return `${say(hour, { n: Math.floor(ms / HOUR) })} ${say(minute, { n: whole(MINUTE, HOUR) })}`;
  if (ms >= MINUTE)
    return `${say(minute, { n: Math.floor(ms / MINUTE) })} ${say(second, { n: whole(SECOND, MINUTE) })}`;
  return say(second, { n: Math.max(0, Math.floor(ms / SECOND)) });
}
