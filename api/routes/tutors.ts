import { Id } from '@stoa/contracts/http/shared';
import {
  ListSlotsQuery,
  ListTutorsQuery,
  SlotList,
  SubjectList,
  TutorPage,
  TutorView,
} from '@stoa/contracts/http/tutors';
import { z } from 'zod';
import { publicOperation, type Operation } from '../operation';
import { notYet } from './notYet';

const tag = 'Tutors';
const TutorParams = z.strictObject({ tutorId: Id });

const listSubjects = publicOperation(
  {
    id: 'listSubjects',
    method: 'get',
    path: '/subjects',
    tag,
    summary: 'Subjects that at least one bookable tutor teaches',
    answer: { status: 200, schema: SubjectList },
    rate: 'read',
  },
  notYet,
);

const listTutors = publicOperation(
  {
    id: 'listTutors',
    method: 'get',
    path: '/tutors',
    tag,
    summary: 'Tutors that can be booked',
    query: ListTutorsQuery,
    answer: { status: 200, schema: TutorPage },
    errors: ['cursor_invalid'],
    rate: 'read',
  },
  notYet,
);

const getTutor = publicOperation(
  {
    id: 'getTutor',
    method: 'get',
    path: '/tutors/{tutorId}',
    tag,
    summary: 'One tutor: subjects, prices, lengths, terms',
    params: TutorParams,
    answer: { status: 200, schema: TutorView },
    errors: ['tutor_not_found'],
    rate: 'read',
  },
  notYet,
);

const listSlots = publicOperation(
  {
    id: 'listSlots',
    method: 'get',
    path: '/tutors/{tutorId}/slots',
    tag,
    summary: 'Times that can be booked, as the engine that checks the booking sees them',
    params: TutorParams,
    query: ListSlotsQuery,
    answer: { status: 200, schema: SlotList },
    errors: ['tutor_not_found', 'duration_not_offered'],
    rate: 'read',
  },
  notYet,
);

export const tutorOperations: readonly Operation[] = [listSubjects, listTutors, getTutor, listSlots];
