import { isDay, isId, isText, type Question, TODAY } from '../lists/question';

/** What the audit log can be asked. */
export const AUDIT: Question = {
  path: '/audit',
  resource: 'audit',
  accepts: {
    q: isText,
    action: (value) => /^[A-Za-z]{1,40}\.[A-Za-z]{0,40}$/.test(value),
    subjectId: (value) => value.length <= 100,
    actorId: isId,
    from: isDay,
    to: isDay,
  },
  sorts: ['-at', 'at'],
  views: {
    all: {},
    people: { action: 'person.' },
    roles: { action: 'role.' },
    tutors: { action: 'tutor.' },
    files: { action: 'file.' },
    today: { from: TODAY, to: TODAY },
  },
};
