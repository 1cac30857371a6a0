export const REVIEW_SWEEP_WORKFLOW = 'reviewSweepWorkflow';
export const REVIEW_SWEEP_SCHEDULE = 'review-sweep';
