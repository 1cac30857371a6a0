export const FREE_TIME_WORKFLOW = 'freeTimeWorkflow';
export const FREE_TIME_SCHEDULE = 'free-time';
