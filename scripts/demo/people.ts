import type { Role } from '../../db/queries/people';

/** Ids stay the same in every town, so that pictures and examples do. */
export const demoId = (group: number, number: number): string =>
  `019a0000-0000-7000-8${group.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;

export interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zone: string;
  readonly country: string;
  readonly roles: readonly Role[];
}

const person = (number: number, name: string, place: readonly [zone: string, country: string]) => ({
  id: demoId(1, number),
  name,
  zone: place[0],
  country: place[1],
});

/** Given names out of nowhere: nobody here is anybody. */
export const STAFF: readonly DemoPerson[] = [
  { ...person(1, 'Odile', ['Europe/London', 'GB']), email: 'owner@stoa.example', roles: ['owner', 'admin'] },
  { ...person(2, 'Piran', ['Europe/Berlin', 'DE']), email: 'admin@stoa.example', roles: ['admin'] },
  { ...person(3, 'Sunniva', ['Europe/London', 'GB']), email: 'support@stoa.example', roles: ['support'] },
];

export const STUDENTS: readonly DemoPerson[] = [
  { ...person(17, 'Robin', ['Europe/London', 'GB']), email: 'student@stoa.example', roles: ['student'] },
  { ...person(18, 'Tamsin', ['America/New_York', 'US']), email: 'student2@stoa.example', roles: ['student'] },
  { ...person(19, 'Ishaan', ['Asia/Kolkata', 'IN']), email: 'student3@stoa.example', roles: ['student'] },
  { ...person(20, 'Zlata', ['Europe/Kyiv', 'UA']), email: 'student4@stoa.example', roles: ['student'] },
];
