import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingDetail } from '../db/queries/bookingViews';
import { joinUrl } from './presenters/actions';
import type { Reader } from './presenters/reader';

function statusOf({ booking }: BookingDetail): ICalEventStatus {
  if (booking.session === 'CANCELLED' || booking.session === 'EXPIRED') return ICalEventStatus.CANCELLED;
  return booking.session === 'REQUESTED' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

/**
 * A lesson as a calendar file. UTC instants only: the generator's zones relabel times instead of converting them, and
 * every calendar shows UTC in its reader's own zone.
 */
export function calendarFile(detail: BookingDetail, reader: Reader): string {
  const { booking, subject, code } = detail;
  const other = reader.role === 'tutor' ? detail.student.name : detail.tutor.name;
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: { company: 'Stoa', product: 'Bookings' } });
  const url = joinUrl(booking, { payUrl: null, meetingUrl: detail.meetingUrl }, reader.now);
  calendar.createEvent({
    id: `${booking.id}@stoa`,
    sequence: booking.version,
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    stamp: new Date(reader.now),
    summary: `${subject.name} with ${other}`,
    description: `Booking ${code}`,
    status: statusOf(detail),
    ...(url === null ? {} : { url }),
  });
  return calendar.toString();
}
