import type { Wish } from './attempt';

/** The slot that an address names; null when something is missing or unreadable. */
export function wishFrom(
  tutorId: string,
  params: Readonly<Record<string, string | string[] | undefined>>,
): Wish | null {
  const one = (name: string): string => [params[name]].flat()[0] ?? '';
  const [subjectId, startsAt, minutes] = [one('subject'), one('at'), Number(one('minutes'))];
  if (!subjectId || !Number.isInteger(minutes) || minutes <= 0 || Number.isNaN(Date.parse(startsAt))) return null;
  return {
    tutorId,
    subjectId,
    startsAt: new Date(startsAt).toISOString(),
    durationMinutes: minutes,
    trial: one('trial') === 'true',
  };
}
