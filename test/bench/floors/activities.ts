/** A hand that does nothing: what is left is the cost of asking for it. */
export const floorActivities = {
  nothing(): Promise<string> {
    return Promise.resolve('ok');
  },
};
export type FloorActivities = typeof floorActivities;
