import type { PeoplePage } from '@stoa/contracts/http/people';
import type { z } from 'zod';
import { isDay, isText, oneOf, type Question, TODAY } from '../lists/question';

export type PersonRow = z.output<typeof PeoplePage>['items'][number];
export const ROLES = ['student', 'tutor', 'support', 'admin', 'owner'] as const;
export const STATES = ['active', 'unverified', 'disabled', 'erased'] as const;

/** What the list of people can be asked. */
export const PEOPLE: Question = {
  path: '/people',
  resource: 'people',
  accepts: {
    q: isText,
    role: oneOf(ROLES),
    state: oneOf(STATES),
    country: (value) => /^[A-Z]{2}$/.test(value),
    from: isDay,
    to: isDay,
  },
  sorts: ['-createdAt', 'createdAt', 'name', '-name'],
  views: {
    all: {},
    tutors: { role: 'tutor' },
    students: { role: 'student' },
    staff: { role: 'admin' },
    disabled: { state: 'disabled' },
    today: { from: TODAY, to: TODAY },
  },
};
