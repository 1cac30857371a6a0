'use client';

import type { DueReviewPage, DueReviewView } from '@stoa/contracts/http/reviews';
import { momentText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import rows from '../bookings/BookingRows.module.css';
import type { Paged } from '../client/queries';
import { More } from '../ui/More';
import { firstName } from '../ui/names';
import { useReader } from '../ui/reader';
import { When } from '../ui/When';

interface Props {
  readonly found: Paged<z.output<typeof DueReviewPage>>;
}

/** Lessons that took place and wait for the reader's review, the newest first. */
export function ToReview({ found }: Props): ReactElement {
  const t = useTranslations('web.reviews.due');
  return (
    <>
      <ul className={rows.rows}>
        {found.data?.pages.flatMap(({ items, asOf }) =>
          items.map((one) => <Row key={one.bookingId} due={one} asOf={asOf} />),
        )}
      </ul>
      <More found={found} label={t('more')} />
    </>
  );
}

function Row({ due, asOf }: { readonly due: DueReviewView; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.reviews.due');
  const reader = useReader(asOf);
  return (
    <li className={rows.row}>
      <When startsAt={due.startsAt} endsAt={due.endsAt} asOf={asOf} other={due.about} />
      <div className={rows.who}>
        <h3>
          <Link href={`/bookings/${due.bookingId}#reviews`} className={rows.link}>
            {t('with', { subject: due.subject, name: due.about.name })}
          </Link>
        </h3>
        {due.withTheirs ? <p className="quiet small">{t('withTheirs', { name: firstName(due.about.name) })}</p> : null}
      </div>
      <div className={rows.state}>
        <span className={rows.act}>{t('write')}</span>
        <span className="quiet">{t('until', { when: momentText(Date.parse(due.until), reader) })}</span>
      </div>
    </li>
  );
}
