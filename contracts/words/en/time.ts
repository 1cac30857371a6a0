export const time = {
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  /** "20:15 tomorrow" */
  soon: '{time} {day}',
  /** "Tue 24 Nov, 20:15" */
  far: '{day}, {time}',
} as const;
