import type { Operation } from './operation';
import { auditOperations } from './routes/audit';
import { bookingActionOperations } from './routes/bookingActions';
import { bookingOperations } from './routes/bookings';
import { exceptionOperations } from './routes/exceptions';
import { fileOperations } from './routes/files';
import { hoursOperations } from './routes/hours';
import { impersonationOperations } from './routes/impersonations';
import { peopleOperations } from './routes/people';
import { peopleActionOperations } from './routes/peopleActions';
import { favouriteOperations } from './routes/favourites';
import { quoteOperations } from './routes/quotes';
import { searchOperations } from './routes/search';
import { sessionOperations } from './routes/session';
import { staffOperations } from './routes/staff';
import { subjectOperations } from './routes/subjects';
import { tutorOperations } from './routes/tutors';

/** The table of contents of /api/v1. */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  // before the tutors, whose ids stand where these have words
  ...searchOperations,
  ...tutorOperations,
  ...favouriteOperations,
  ...fileOperations,
  ...hoursOperations,
  ...exceptionOperations,
  ...quoteOperations,
  ...bookingOperations,
  ...bookingActionOperations,
  ...staffOperations,
  ...peopleOperations,
  ...peopleActionOperations,
  ...impersonationOperations,
  ...subjectOperations,
  ...auditOperations,
];
