'use client';

import { Button } from '@mantine/core';
import { momentText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { useReader } from '../ui/reader';
import { reviewAsks } from './asks';
import { useDraft } from './kept';
import classes from './Reviews.module.css';
import type { ReviewPartProps } from './part';
import { useReviewing } from './useReviewing';
import { WriteForm } from './WriteForm';
import { Titled, Written } from './Written';

/** What the reader wrote: who reads it by now, or when, and the form again while it can be changed. */
export function MyReview(props: ReviewPartProps): ReactElement {
  const { review, acting, name, title } = props;
  const t = useTranslations('web.reviews.session');
  const reader = useReader(review.asOf);
  const [isEditing, setEditing] = useState(false);
  const edit = review.actions.find(({ action }) => action === 'edit');
  if (edit && isEditing)
    return (
      <Titled title={title}>
        <Edit {...props} starsFixed={edit.starsFixed} onLeave={() => setEditing(false)} />
      </Titled>
    );
  const publishes = momentText(Date.parse(review.publishesAt), reader);
  return (
    <Written review={review} title={title} about={review.about.name}>
      {!review.published ? (
        <p className={classes.blind}>{t('blindUntil', { name, when: publishes })}</p>
      ) : review.about.former ? null : (
        <p className={classes.readBy}>{t(acting === 'student' ? 'readByAll' : 'readByTutors', { name })}</p>
      )}
      {edit ? (
        <p className={classes.rowActs}>
          <Button variant="default" size="sm" onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
          {edit.until ? (
            <span className="quiet fine">{t('editUntil', { when: momentText(Date.parse(edit.until), reader) })}</span>
          ) : null}
        </p>
      ) : null}
    </Written>
  );
}

interface EditProps extends ReviewPartProps {
  readonly starsFixed: boolean;
  readonly onLeave: () => void;
}

function Edit({ acting, review, name, onDone, starsFixed, onLeave }: EditProps): ReactElement {
  const t = useTranslations('web.reviews.session');
  const { id, stars, text } = review;
  const { draft, change, clear } = useDraft(id, () => ({ id, stars, text: text ?? '' }));
  const reviewing = useReviewing(review.bookingId);
  const leave = () => {
    clear();
    onLeave();
  };
  return (
    <WriteForm
      legend={t('how', { name })}
      label={t('words')}
      help={t(acting === 'student' ? 'readByAll' : 'readByTutors', { name })}
      submit={t('save')}
      // what the server says of the stars wins over what was being changed before it was published
      draft={starsFixed ? { ...draft, stars } : draft}
      onChange={change}
      starsFixed={starsFixed}
      error={reviewing.error}
      isSending={reviewing.isSending}
      onLeave={leave}
      onSend={(chosen) =>
        reviewing.send(reviewAsks.edit(id, chosen), () => {
          leave();
          onDone('edited');
        })
      }
    />
  );
}
