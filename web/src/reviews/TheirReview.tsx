'use client';

import { Button, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Problem } from '../ui/Problem';
import { reviewAsks } from './asks';
import { useDraft } from './kept';
import { ReportReview } from './ReportReview';
import classes from './Reviews.module.css';
import type { ReviewPartProps } from './part';
import { useReviewing } from './useReviewing';
import { Written } from './Written';

const REPLY_MAX = 2000;

/** What the other side wrote about the reader: answered once, or reported. */
export function TheirReview(props: ReviewPartProps): ReactElement {
  const { review, title } = props;
  const t = useTranslations('web.reviews.session');
  const [isReplying, setReplying] = useState(false);
  const may = (action: string): boolean => review.actions.some((one) => one.action === action);
  return (
    <Written review={review} title={title} about={review.about.name}>
      {may('reply') && isReplying ? <Reply {...props} onLeave={() => setReplying(false)} /> : null}
      <div className={classes.rowActs}>
        {may('reply') && !isReplying ? (
          <Button variant="default" size="sm" onClick={() => setReplying(true)}>
            {t('reply')}
          </Button>
        ) : null}
        {may('report') ? <ReportReview reviewId={review.id} /> : null}
      </div>
    </Written>
  );
}

function Reply({ review, onDone, onLeave }: ReviewPartProps & { readonly onLeave: () => void }): ReactElement {
  const t = useTranslations('web.reviews');
  const { draft, change, clear } = useDraft(`${review.id}:reply`, () => ({ id: review.id, stars: null, text: '' }));
  const reviewing = useReviewing(review.bookingId);
  const [isAsked, setAsked] = useState(false);
  const text = draft.text.trim();
  const submit = () => {
    setAsked(true);
    if (text === '') return;
    reviewing.send(reviewAsks.reply(review.id, text), () => {
      clear();
      onDone('replied');
    });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <Textarea
        label={t('session.replyLabel')}
        description={t(review.of === 'tutor' ? 'session.replyHelp' : 'session.replyHelpStudent')}
        error={isAsked && text === '' ? t('session.replyMissing') : undefined}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={REPLY_MAX}
        data-autofocus
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {reviewing.error ? <Problem error={reviewing.error} onAgain={submit} /> : null}
      <div className={classes.acts}>
        <Button variant="subtle" onClick={() => (clear(), onLeave())} disabled={reviewing.isSending}>
          {t('leave')}
        </Button>
        <Button type="submit" loading={reviewing.isSending}>
          {t('session.replySend')}
        </Button>
      </div>
    </form>
  );
}
