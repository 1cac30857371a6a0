export const PAYOUT_ACCOUNT_SWEEP_WORKFLOW = 'payoutAccountSweepWorkflow';
export const PAYOUT_ACCOUNT_SWEEP_SCHEDULE = 'payout-account-sweep';
