/** The catalogue that the bundler reads: a function's name is the workflow's type. */
export { accountErasureWorkflow } from './accountErasure';
export { bookingWorkflow } from './booking';
export { freeTimeWorkflow } from './freeTime';
export { paymentReturnWorkflow } from './paymentReturn';
export { paymentSweepWorkflow } from './paymentSweep';
export { payoutAccountSweepWorkflow } from './payoutAccountSweep';
export { reviewSweepWorkflow } from './reviewSweep';
export { tutorApprovalWorkflow } from './tutorApproval';
