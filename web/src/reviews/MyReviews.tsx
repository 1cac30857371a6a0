'use client';

import { Button } from '@mantine/core';
import type { MyReviewPage, MyReviewView } from '@stoa/contracts/http/reviews';
import { POLICIES } from '@stoa/domain/policies';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { Acting } from '../client/acting';
import type { Paged } from '../client/queries';
import { EmptyState } from '../ui/EmptyState';
import { More } from '../ui/More';
import { firstName } from '../ui/names';
import { Problem } from '../ui/Problem';
import { Section } from '../ui/Section';
import type { MyGroup } from './asks';
import { MyReview } from './MyReview';
import type { ReviewPartProps } from './part';
import { reviewQueries } from './queries';
import classes from './Reviews.module.css';
import { MyReviewsSkeleton } from './ReviewsSkeleton';
import { Standing } from './Standing';
import { TheirReview } from './TheirReview';
import { ToReview } from './ToReview';
import { useSaid } from './useSaid';

/** What somebody may still write, what was written about them, and what they wrote, in one role. */
export function MyReviews({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.reviews');
  const due = useInfiniteQuery(reviewQueries.due(acting));
  const about = useInfiniteQuery(reviewQueries.mine('about', acting));
  const written = useInfiniteQuery(reviewQueries.mine('written', acting));
  const lists = [due, about, written];
  // all at once: a list that comes later would push those below it away from the reader
  if (lists.some(({ isPending }) => isPending)) return <MyReviewsSkeleton />;
  const failed = lists.find(({ data }) => !data);
  const again = () => void Promise.all(lists.map(({ refetch }) => refetch()));
  if (failed) return <Problem error={failed.error} onAgain={again} />;
  if (lists.every(isEmpty)) return <Nothing acting={acting} />;
  return (
    <>
      {isEmpty(due) ? null : (
        <Section title={t('due.title')}>
          <ToReview found={due} />
        </Section>
      )}
      <Section title={t('mine.about')}>
        {acting === 'tutor' && !isEmpty(about) ? <Standing /> : null}
        <Reviews
          found={about}
          group="about"
          acting={acting}
          none={t('mine.aboutNone', { days: String(POLICIES.reviews.blindDays) })}
        />
      </Section>
      <Section title={t('mine.written')}>
        <Reviews found={written} group="written" acting={acting} none={t('mine.writtenNone')} />
      </Section>
    </>
  );
}

type Listed = Paged<{ readonly items: readonly unknown[] }>;
/** Known to be empty, which is not the same as not known. */
const isEmpty = ({ data }: Listed): boolean => data?.pages.every(({ items }) => items.length === 0) ?? false;

interface ReviewsProps {
  readonly found: Paged<z.output<typeof MyReviewPage>>;
  readonly group: MyGroup;
  readonly acting: Acting;
  /** what is said where there is nothing */
  readonly none: string;
}
function Reviews({ found, group, acting, none }: ReviewsProps): ReactElement {
  const t = useTranslations('web.reviews.due');
  if (isEmpty(found)) return <p className="quiet small">{none}</p>;
  return (
    <>
      <ul className={classes.mine}>
        {found.data?.pages.flatMap(({ items }) =>
          items.map((review) => <One key={review.id} review={review} group={group} acting={acting} />),
        )}
      </ul>
      <More found={found} label={t('more')} />
    </>
  );
}

interface OneProps {
  readonly review: MyReviewView;
  readonly group: MyGroup;
  readonly acting: Acting;
}
function One({ review, group, acting }: OneProps): ReactElement {
  const t = useTranslations('web.reviews.due');
  const other = group === 'written' ? review.about : review.author;
  const name = other.former ? other.name : firstName(other.name);
  const { line, say } = useSaid(name);
  const title = (
    <Link href={`/bookings/${review.bookingId}#reviews`}>
      {t('with', { subject: review.subject, name: other.name })}
    </Link>
  );
  const part: ReviewPartProps = { review, acting, name, title, onDone: say };
  return (
    <li>
      {line}
      {group === 'written' ? <MyReview {...part} /> : <TheirReview {...part} />}
    </li>
  );
}

function Nothing({ acting }: { readonly acting: Acting }): ReactElement {
  const t = useTranslations('web.reviews.mine');
  return (
    <EmptyState title={t('empty')} help={t(acting === 'tutor' ? 'emptyTutor' : 'emptyStudent')}>
      <Button component={Link} href="/bookings" variant="default">
        {t('toBookings')}
      </Button>
    </EmptyState>
  );
}
