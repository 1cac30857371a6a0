import type { TutorRulesBody, TutorRulesView } from '@stoa/contracts/http/hours';
import type { WeeklyWindow } from './weekHours';

/** The part of the rules that a tutor edits. */
export function bodyOf(rules: TutorRulesView): TutorRulesBody {
  const { zone, windows, durations, slotStepMinutes, minimumNoticeMinutes } = rules;
  const { horizonDays, bufferMinutes, maxSessionsPerDay, maxMinutesPerWeek } = rules;
  return {
    zone,
    windows,
    durations,
    slotStepMinutes,
    minimumNoticeMinutes,
    horizonDays,
    bufferMinutes,
    maxSessionsPerDay,
    maxMinutesPerWeek,
  };
}

const inOrder = (windows: readonly WeeklyWindow[]): string[] =>
  windows.map(({ weekday, start, end }) => `${weekday} ${start} ${end}`).sort();
const comparable = ({ windows, durations, ...rest }: TutorRulesBody): string =>
  JSON.stringify([inOrder(windows), [...durations].sort((a, b) => a - b), Object.entries(rest).sort()]);

/** The order in which windows and lengths were put in means nothing. */
export const sameRules = (a: TutorRulesBody, b: TutorRulesBody): boolean => comparable(a) === comparable(b);

export type RulesField = keyof TutorRulesBody;
/** The fields in which two sets of rules differ. */
export function fieldsApart(a: TutorRulesBody, b: TutorRulesBody): RulesField[] {
  const fields = Object.keys(a) as RulesField[];
  return fields.filter((field) => !sameRules(a, { ...a, [field]: b[field] }));
}
