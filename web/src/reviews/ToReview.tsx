'use client';

import { Button } from '@mantine/core';
import type { DueReviewView } from '@stoa/contracts/http/reviews';
import { momentText } from '@stoa/contracts/words/format';
import { useQueries } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import rows from '../bookings/BookingRows.module.css';
import type { Acting } from '../client/acting';
import { useReader } from '../ui/reader';
import { When } from '../ui/When';
import { reviewQueries } from './queries';

export interface DuePage {
  readonly items: readonly DueReviewView[];
  readonly nextCursor: string | null;
  readonly asOf: string;
}
interface Props {
  readonly first: DuePage;
  readonly acting: Acting;
}

/** Lessons that took place and wait for the reader's review, the newest first. */
export function ToReview({ first, acting }: Props): ReactElement {
  const t = useTranslations('web.reviews.due');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const more = useQueries({ queries: cursors.map((cursor) => reviewQueries.due(acting, cursor)) });
  const items = [...first.items, ...more.flatMap((page) => page.data?.items ?? [])];
  const following = cursors.length === 0 ? first.nextCursor : more.at(-1)?.data?.nextCursor;
  return (
    <>
      <ul className={rows.rows}>
        {items.map((one) => (
          <Row key={one.bookingId} due={one} asOf={first.asOf} />
        ))}
      </ul>
      {following ? (
        <Button variant="default" size="sm" onClick={() => setCursors([...cursors, following])}>
          {t('more')}
        </Button>
      ) : null}
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
      </div>
      <div className={rows.state}>
        <span className={rows.act}>{t('write')}</span>
        <span className="quiet">{t('until', { when: momentText(Date.parse(due.until), reader) })}</span>
      </div>
    </li>
  );
}
