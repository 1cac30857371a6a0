import type { Operation } from './operation';
import { accountOperations } from './routes/account';
import { approvalOperations } from './routes/approval';
import { staffApprovalOperations } from './routes/approvals';
import { auditOperations } from './routes/audit';
import { avatarOperations } from './routes/avatar';
import { bookingActionOperations } from './routes/bookingActions';
import { bookingOperations } from './routes/bookings';
import { closingOperations } from './routes/closing';
import { consentOperations } from './routes/consents';
import { copyOperations } from './routes/copies';
import { credentialOperations } from './routes/credentials';
import { deviceOperations } from './routes/devices';
import { emailChangeOperations } from './routes/emailChanges';
import { exceptionOperations } from './routes/exceptions';
import { favouriteOperations } from './routes/favourites';
import { fileOperations } from './routes/files';
import { googleOperations } from './routes/google';
import { hoursOperations } from './routes/hours';
import { impersonationOperations } from './routes/impersonations';
import { payoutOperations } from './routes/payouts';
import { peopleOperations } from './routes/people';
import { peopleActionOperations } from './routes/peopleActions';
import { profileOperations } from './routes/profile';
import { quoteOperations } from './routes/quotes';
import { registrationOperations } from './routes/registrations';
import { reviewOperations } from './routes/reviews';
import { searchOperations } from './routes/search';
import { sessionOperations } from './routes/session';
import { staffOperations } from './routes/staff';
import { staffReviewOperations } from './routes/staffReviews';
import { subjectOperations } from './routes/subjects';
import { decidedReviewOperations } from './routes/decidedReviews';
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
  ...closingOperations,
  ...consentOperations,
  ...copyOperations,
  ...credentialOperations,
  ...emailChangeOperations,
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
  ...payoutOperations,
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
  ...decidedReviewOperations,
  ...suspensionOperations,
  ...auditOperations,
];
