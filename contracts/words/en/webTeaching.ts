import { webHours } from './webHours';
import { webProfile } from './webProfile';
import { webStanding } from './webStanding';

/** The tutor's own part of the web app. */
export const webTeaching = {
  nav: 'Teaching',
  start: 'Where you stand',
  profile: 'Profile',
  hours: 'Hours',
  exceptions: 'Exceptions',
  reviews: 'Reviews',
  switch: {
    title: 'You are here as a student',
    help: 'These pages belong to your work as a tutor.',
    go: 'Go on as a tutor',
  },
  stranger: {
    title: 'You do not teach here yet',
    help: 'These pages are for tutors: their profile, their hours, and where they stand.',
    go: 'To the tutors',
  },
  hour: webHours,
  profiles: webProfile,
  standing: webStanding,
} as const;
