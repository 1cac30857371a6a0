import type { CurrencyCode } from '@stoa/domain/currency';
import type { CancellationPreset } from '@stoa/domain/policies';
import type { SpokenLanguage } from '@stoa/domain/tutorProfile';
import { demoId } from './people';

export const SUBJECTS = [
  'Mathematics',
  'Physics',
  'Chemistry',
  'Biology',
  'English',
  'French',
  'Spanish',
  'Japanese',
  'Piano',
  'Drawing',
  'Programming',
  'Statistics',
] as const;
export type SubjectName = (typeof SUBJECTS)[number];
export const subjectId = (name: SubjectName): string => demoId(3, SUBJECTS.indexOf(name) + 1);

type Hours = readonly [start: string, end: string];

export interface DemoTutor {
  readonly name: string;
  readonly place: readonly [zone: string, country: string];
  readonly headline: string;
  readonly description: readonly string[];
  /** the first one is the language they grew up with */
  readonly languages: readonly string[];
  readonly rate: readonly [minor: number, currency: CurrencyCode];
  /** a rate of its own where it has one */
  readonly subjects: readonly (readonly [name: SubjectName, rateMinor?: number])[];
  readonly preset: CancellationPreset;
  readonly instant: boolean;
  readonly durations: readonly number[];
  readonly weekdays: readonly Hours[];
  readonly weekend: readonly Hours[];
  readonly bufferMinutes?: number;
  readonly stepMinutes?: 15 | 30;
}

/** The first one is the demo tutor. Everyone has hours on every day, so that there is always something to book. */
export const TUTORS: readonly DemoTutor[] = [
  {
    name: 'Aurelia',
    place: ['Europe/Kyiv', 'UA'],
    headline: 'Mathematics without fear, from fractions to first-year analysis',
    description: [
      'I teach the way I wish I had been taught: one idea at a time, with a pencil in your hand from the first minute. Most people who come to me believe they are bad at mathematics; after a few weeks they notice that they were only ever in a hurry.',
      'We start with a short conversation about what you know and what is coming up at school or university. After every lesson you get my notes and three problems chosen for you, and we begin the next lesson with your solutions, not with mine.',
    ],
    languages: ['en', 'uk'],
    rate: [2800, 'EUR'],
    subjects: [['Mathematics'], ['Statistics', 3200]],
    preset: 'moderate',
    instant: false,
    durations: [30, 60, 90],
    weekdays: [
      ['09:00', '13:00'],
      ['15:00', '20:00'],
    ],
    weekend: [['10:00', '17:00']],
  },
  {
    name: 'Bram',
    place: ['Europe/London', 'GB'],
    headline: 'Physics for people who ask why',
    description: [
      'Ten years of teaching the last two years of school have left me with a shelf of home-made experiments and a strong dislike of formulas that fall from the sky. In our lessons every formula is earned: we guess, we measure, we argue, and then we write it down.',
      'If you have an exam ahead, bring the past papers you could not finish. We will find out together whether the trouble is the physics, the algebra or the clock, because each of the three needs a different kind of practice.',
    ],
    languages: ['en'],
    rate: [3600, 'GBP'],
    subjects: [['Physics'], ['Mathematics', 3400]],
    preset: 'standard',
    instant: false,
    durations: [60, 90],
    weekdays: [['14:00', '21:00']],
    weekend: [['09:00', '15:00']],
    bufferMinutes: 10,
  },
  {
    name: 'Calla',
    place: ['America/New_York', 'US'],
    headline: 'Essays that sound like you, on time',
    description: [
      'I help students turn a page of worried notes into an essay with a spine. We do not polish sentences until we know what you want to say, and we do not hide behind long words once we do. Many of my students write in their second or third language, and that is a strength we use.',
      'A lesson usually begins with you reading a paragraph aloud. You will hear most of what needs changing before I say anything. Between lessons I read up to two pages and send them back with questions rather than corrections.',
    ],
    languages: ['en', 'es'],
    rate: [5200, 'USD'],
    subjects: [['English']],
    preset: 'standard',
    instant: true,
    durations: [30, 45, 60],
    weekdays: [
      ['08:00', '12:00'],
      ['17:00', '21:00'],
    ],
    weekend: [['10:00', '14:00']],
    stepMinutes: 15,
  },
  {
    name: 'Dorian',
    place: ['Asia/Tokyo', 'JP'],
    headline: 'Everyday Japanese, spoken from the first lesson',
    description: [
      'You will speak in the first five minutes of the first lesson, and you will be understood. I teach the language of shops, trains and small talk first and the writing system beside it, a handful of signs at a time, always in words you have already said.',
      'My lessons are short and frequent by preference: two half hours a week do more than one long evening. I record new words in a shared list with an example that we made up together, so that you remember the joke and with it the grammar.',
    ],
    languages: ['ja', 'en'],
    rate: [2900, 'USD'],
    subjects: [['Japanese']],
    preset: 'flexible',
    instant: true,
    durations: [25, 50],
    weekdays: [
      ['07:00', '11:00'],
      ['18:00', '23:00'],
    ],
    weekend: [['09:00', '18:00']],
    bufferMinutes: 5,
  },
  {
    name: 'Elowen',
    place: ['Europe/Paris', 'FR'],
    headline: 'French conversation with the grammar put back in',
    description: [
      'Perhaps you can read a menu and follow a film, and still freeze when somebody asks you a question. That is where I like to begin. We talk about what happened in your week, and I collect the three mistakes that cost you most; the second half of the lesson belongs to them.',
      'I have taught beginners of all ages, families before a move, and people who need the language for work. Homework is a voice message of one minute. You would be surprised how much can be mended in a minute.',
    ],
    languages: ['fr', 'en'],
    rate: [3000, 'EUR'],
    subjects: [['French']],
    preset: 'moderate',
    instant: false,
    durations: [30, 60],
    weekdays: [['10:00', '18:00']],
    weekend: [['11:00', '16:00']],
  },
  {
    name: 'Faro',
    place: ['America/Sao_Paulo', 'BR'],
    headline: 'First programs, clean programs',
    description: [
      'We write a program that does something you care about, however small, and we make it a little better every week. Along the way you meet variables, loops, tests and version control in the order in which your program needs them, which is rarely the order of the book.',
      'I work with complete beginners and with people who have finished a course and do not know how to go on. I never type for you. When you are stuck I ask what you expected to see, and usually that is enough.',
    ],
    languages: ['pt', 'en', 'es'],
    rate: [4000, 'USD'],
    subjects: [['Programming'], ['Statistics']],
    preset: 'standard',
    instant: true,
    durations: [60, 90, 120],
    weekdays: [['13:00', '22:00']],
    weekend: [['13:00', '19:00']],
  },
  {
    name: 'Ginevra',
    place: ['Europe/Rome', 'IT'],
    headline: 'Piano for grown-ups who start late, and for children who start loud',
    description: [
      'You need a keyboard, a chair without arms and a phone that can look at your hands from the side. I teach by ear and by score at the same time, because each of them lets you down in a different bar. The first piece with two hands comes in the third lesson.',
      'Children get short tasks and a sticker; adults get short tasks and an honest account of how much practice a week is worth having. I choose the music with you, and I am hard to shock.',
    ],
    languages: ['it', 'en', 'fr'],
    rate: [3500, 'EUR'],
    subjects: [['Piano']],
    preset: 'moderate',
    instant: false,
    durations: [30, 45, 60],
    weekdays: [
      ['09:30', '12:30'],
      ['14:30', '19:30'],
    ],
    weekend: [['10:00', '13:00']],
    bufferMinutes: 15,
  },
  {
    name: 'Halden',
    place: ['Europe/Oslo', 'NO'],
    headline: 'Chemistry from the kitchen to the exam hall',
    description: [
      'Chemistry is cooking with better labels. We begin with things that stand in your kitchen, and from there it is a short walk to moles, equilibria and the mechanisms that frighten people in organic chemistry. I draw a great deal and so will you.',
      'For exam years I keep a map of the syllabus with you and colour it in as we go; a glance at it tells us what to do next. I am strict about units and relaxed about everything else.',
    ],
    languages: ['no', 'en'],
    rate: [3300, 'EUR'],
    subjects: [['Chemistry'], ['Biology', 3000]],
    preset: 'flexible',
    instant: false,
    durations: [45, 60, 90],
    weekdays: [['15:00', '21:30']],
    weekend: [['10:00', '16:00']],
    stepMinutes: 15,
  },
  {
    name: 'Isaura',
    place: ['Europe/Madrid', 'ES'],
    headline: 'Spanish that survives a noisy table',
    description: [
      'Textbook Spanish is slow and alone in a quiet room. Real Spanish arrives from three people at once while somebody pours water. We train for that: short recordings, quick answers, the little words that buy you a second to think.',
      'If you are preparing for a certificate we also do the quiet kind, with model answers and a timer. I have a weakness for poems, and you will probably learn one, but only a short one and only if you like it.',
    ],
    languages: ['es', 'en'],
    rate: [2600, 'EUR'],
    subjects: [['Spanish']],
    preset: 'flexible',
    instant: true,
    durations: [25, 50],
    weekdays: [
      ['09:00', '14:00'],
      ['17:00', '21:00'],
    ],
    weekend: [['10:00', '14:00']],
  },
  {
    name: 'Jorun',
    place: ['Australia/Sydney', 'AU'],
    headline: 'Biology and the art of remembering it',
    description: [
      'There is a lot of biology, and most of it can be worked out from a little of it. I teach the few ideas that carry the rest: gradients, feedback, surfaces, inheritance. What is left to learn by heart we learn properly, with spaced questions instead of coloured pens.',
      'My students are mostly in their last school years or in the first year of nursing and medicine. Bring your lecture slides, however dreadful. We will turn ten of them into one drawing you can redo from memory.',
    ],
    languages: ['en'],
    rate: [4800, 'USD'],
    subjects: [['Biology'], ['Chemistry']],
    preset: 'standard',
    instant: false,
    durations: [60],
    weekdays: [['08:00', '16:00']],
    weekend: [['09:00', '12:00']],
  },
  {
    name: 'Kestrel',
    place: ['Europe/London', 'GB'],
    headline: 'Drawing what is there',
    description: [
      'Most of drawing is looking, and looking can be taught. In the first lesson you draw your own left hand three times, and the third one is always better than the first, which is all the encouragement anybody needs. Pencil and plain paper are enough for months.',
      'I teach people who have never drawn since school, and applicants who need a portfolio by a certain date. With the second kind we make a plan of pieces on the first day and keep to it; with the first kind we keep to nothing at all.',
    ],
    languages: ['en'],
    rate: [2400, 'GBP'],
    subjects: [['Drawing']],
    preset: 'moderate',
    instant: true,
    durations: [60, 120],
    weekdays: [
      ['10:00', '13:00'],
      ['18:00', '22:00'],
    ],
    weekend: [['10:00', '18:00']],
  },
  {
    name: 'Lumen',
    place: ['America/Los_Angeles', 'US'],
    headline: 'Statistics for people with data and a deadline',
    description: [
      'You have numbers, a question and a date by which somebody wants an answer. I help you choose a method you can defend, run it in a tool you can use again, and write the paragraph that says what it means and what it does not mean.',
      'I have sat with nurses, economists and one very patient beekeeper. We look at your own data in the first lesson, not at a textbook example, and I will tell you early when a simpler picture would do. I work late, so evenings on this side of the world are fine.',
    ],
    languages: ['en'],
    rate: [6000, 'USD'],
    subjects: [['Statistics'], ['Mathematics', 5500], ['Programming', 5800]],
    preset: 'standard',
    instant: false,
    durations: [60, 90],
    weekdays: [['18:00', '01:00']],
    weekend: [['12:00', '20:00']],
    bufferMinutes: 10,
  },
];

export function languagesOf({ languages }: DemoTutor): SpokenLanguage[] {
  return languages.map((language, index) => ({ language, level: index === 0 ? 'native' : 'C1' }));
}
