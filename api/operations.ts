import type { Operation } from './operation';
import { approvalOperations } from './routes/approval';
import { staffApprovalOperations } from './routes/approvals';
import { auditOperations } from './routes/audit';
import { accountOperations } from './routes/account';
import { avatarOperations } from './routes/avatar';
import { bookingActionOperations } from './routes/bookingActions';
import { bookingOperations } from './routes/bookings';
import { exceptionOperations } from './routes/exceptions';
import { favouriteOperations } from './routes/favourites';
import { fileOperations } from './routes/files';
import { hoursOperations } from './routes/hours';
import { impersonationOperations } from './routes/impersonations';
import { peopleOperations } from './routes/people';
import { peopleActionOperations } from './routes/peopleActions';
import { credentialOperations } from './routes/credentials';
import { deviceOperations } from './routes/devices';
import { googleOperations } from './routes/google';
import { avatarOperations } from './routes/avatar';
import { profileOperations } from './routes/profile';
import { quoteOperations } from './routes/quotes';
import { reviewOperations } from './routes/reviews';
import { searchOperations } from './routes/search';
import { registrationOperations } from './routes/registrations';
import { sessionOperations } from './routes/session';
import { staffOperations } from './routes/staff';
import { staffReviewOperations } from './routes/staffReviews';
import { subjectOperations } from './routes/subjects';
import { suspensionOperations } from './routes/suspensions';
import { totpOperations } from './routes/totp';
import { tutorOperations } from './routes/tutors';

/** The table of contents of /api/v1. */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  // before the tutors, whose ids stand where these have words
  ...searchOperations,
  ...registrationOperations,
  ...accountOperations,
  ...credentialOperations,
  ...googleOperations,
  ...totpOperations,
  ...deviceOperations,
  ...tutorOperations,
  ...favouriteOperations,
  ...fileOperations,
  ...hoursOperations,
  ...exceptionOperations,
  ...reviewOperations,
  ...approvalOperations,
  ...avatarOperations,
  ...profileOperations,
  ...quoteOperations,
  ...bookingOperations,
  ...bookingActionOperations,
  ...staffOperations,
  ...peopleOperations,
  ...peopleActionOperations,
  ...impersonationOperations,
  ...subjectOperations,
  ...staffReviewOperations,
  ...staffApprovalOperations,
  ...suspensionOperations,
  ...auditOperations,
];
