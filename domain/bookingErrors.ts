import { later, no, NOTHING_CHANGED } from './refusal';

const NO_MONEY = 'Nothing was booked and no money moved.';
const BOOKING_STAYS = 'The booking and its money stay as they were.';

/** What a booking, its time or its quote is refused with. */
export const BOOKING_ERRORS = {
  booking_not_found: no(
    'There is no such booking among yours.',
    NOTHING_CHANGED,
    'Check the code, or open it from your list of bookings.',
  ),
  booking_exists: no(
    'A booking with this id was made before.',
    'That booking stands as it is.',
    'Open it from your list. For another lesson start from the tutor page.',
  ),
  booking_state_conflict: no(
    'The booking has moved on, and this step no longer fits.',
    BOOKING_STAYS,
    'Look at it as it stands now; it shows the steps that are open.',
  ),
  lesson_started: no(
    'The lesson has begun, and this step was open only until then.',
    'The lesson goes on, and its money stays held for it.',
    'Go to the lesson. If it does not take place, write to support before the money is paid out.',
  ),
  lesson_over: no(
    'The lesson is over, and this step was open only before it.',
    BOOKING_STAYS,
    'If something was wrong with the lesson, write to support.',
  ),
  answer_time_over: no(
    'The time to answer this request has run out.',
    'The request is closed by itself, and the student gets everything back.',
    'The student may ask for another time; it shows up among the bookings.',
  ),
  payment_time_over: no(
    'The time to pay for this booking has run out.',
    'It ends by itself. Nothing is kept: what the card company may still take goes back.',
    'Start from the tutor page again, if the lesson is still wanted.',
  ),
  booking_id_spent: no(
    'This booking id was used for an attempt that did not come about.',
    NO_MONEY,
    'Start the booking again; it gets a new id.',
  ),
  tutor_not_found: no('There is no such tutor.', NOTHING_CHANGED, 'Choose another tutor from the list.'),
  tutor_not_bookable: no(
    'This tutor takes no bookings at the moment.',
    `${NO_MONEY} Bookings you have with them stand.`,
    'Come back later, or choose another tutor.',
  ),
  own_lesson: no('Tutors cannot book themselves.', NO_MONEY, 'Choose another tutor.'),
  slot_taken: no(
    'Somebody took this time a moment before you.',
    NO_MONEY,
    'Choose another of the times that are still free.',
  ),
  slot_not_offered: no(
    'The tutor does not offer this time.',
    NO_MONEY,
    'Choose one of the times shown on the tutor page.',
  ),
  student_busy: no(
    'You have another lesson, or are paying for one, at this time.',
    `${NO_MONEY} Your other lesson stands.`,
    'Choose another time, or end the other one first.',
  ),
  hold_limit_reached: no(
    'You are holding as many unpaid times as one person may.',
    `${NO_MONEY} The times you hold stay held until they run out.`,
    'Pay for one of them or give one up, then try again.',
  ),
  duration_not_offered: no(
    'The tutor does not give lessons of this length.',
    NO_MONEY,
    'Choose one of the lengths shown on the tutor page.',
  ),
  trial_not_offered: no(
    'The tutor offers no trial lesson, or not one of this length.',
    NO_MONEY,
    'Choose one of the lessons shown on the tutor page.',
  ),
  trial_taken: no(
    'You have had your trial lesson with this tutor, or have booked it.',
    `${NO_MONEY} The trial lesson that you booked stands.`,
    'Book another lesson with this tutor, or a trial with another one.',
  ),
  time_in_the_past: no('This time has begun or is over.', NOTHING_CHANGED, 'Choose a time that is still to come.'),
  time_does_not_exist: no(
    'The clocks go forward that day, and this local time is left out.',
    NOTHING_CHANGED,
    'Choose a time before or after the change.',
  ),
  quote_changed: later(
    'The booking changed after its terms were shown to you.',
    BOOKING_STAYS,
    'Look at the new terms in this answer and decide again.',
  ),
  quote_expired: later(
    'The terms shown to you were good for ten minutes, and those are over.',
    BOOKING_STAYS,
    'Ask for the terms again and decide on those.',
  ),
  reason_required: no(
    'This step needs a reason that both sides will read.',
    BOOKING_STAYS,
    'Write the reason in a sentence and send it again.',
  ),
  staff_limit_exceeded: no(
    'This amount is above what you may decide alone.',
    BOOKING_STAYS,
    'Ask a colleague with the right and the limit to decide it, or choose a smaller amount.',
  ),
} as const;
