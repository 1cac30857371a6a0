'use client';

import type { BookingView } from '@stoa/contracts/http/bookings';
import type { SessionReviewsView } from '@stoa/contracts/http/reviews';
import { momentText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { v7 } from 'uuid';
import type { Acting } from '../client/acting';
import { firstName } from '../ui/names';
import { useReader } from '../ui/reader';
import { reviewAsks } from './asks';
import { useDraft } from './kept';
import classes from './Reviews.module.css';
import { MyReview } from './MyReview';
import type { PartProps } from './part';
import { TheirReview } from './TheirReview';
import { useReviewing } from './useReviewing';
import { useSaid } from './useSaid';
import { WriteForm } from './WriteForm';

interface Props {
  readonly booking: BookingView;
  readonly acting: Acting;
}

/** What both say of one completed session: mine to write while it is open, theirs once it can be read. */
export function SessionReviews({ booking, acting }: Props): ReactElement | null {
  const t = useTranslations('web.reviews.session');
  const other = acting === 'tutor' ? booking.student : booking.tutor;
  const name = firstName(other.name);
  const { line, say } = useSaid(name);
  if (booking.reviews === null) return null;
  const { write, mine, theirs } = booking.reviews;
  const part: PartProps = { acting, name, onDone: say };
  return (
    <section id="reviews" aria-labelledby="reviews-title" className={classes.session}>
      <h2 id="reviews-title">{t('title')}</h2>
      {line}
      {write ? <Write {...part} booking={booking} write={write} /> : null}
      {mine ? <MyReview key={mine.id} {...part} review={mine} title={t('mine')} /> : null}
      {theirs ? <TheirReview key={theirs.id} {...part} review={theirs} title={t('theirs', { name })} /> : null}
    </section>
  );
}

function Write({
  booking,
  acting,
  name,
  onDone,
  write,
}: Props & PartProps & { readonly write: NonNullable<SessionReviewsView['write']> }) {
  const t = useTranslations('web.reviews.session');
  const reader = useReader(booking.asOf);
  const { draft, change, clear } = useDraft(booking.id, () => ({ id: v7(), stars: null, text: '' }));
  const reviewing = useReviewing(booking.id);
  const until = momentText(Date.parse(write.until), reader);
  const blind = write.withTheirs
    ? t('withTheirs', { name })
    : t('blindFor', { name, when: momentText(Date.parse(write.publishesAt), reader) });
  return (
    <WriteForm
      legend={t('how', { name })}
      label={t('words')}
      help={`${t(acting === 'student' ? 'readByAll' : 'readByTutors', { name })} ${blind}`}
      submit={t('send')}
      until={t('until', { when: until })}
      draft={draft}
      onChange={change}
      error={reviewing.error}
      isSending={reviewing.isSending}
      onSend={(chosen) =>
        reviewing.send(reviewAsks.write(booking.id, chosen), () => {
          clear();
          onDone(write.withTheirs ? 'published' : 'written');
        })
      }
    />
  );
}
