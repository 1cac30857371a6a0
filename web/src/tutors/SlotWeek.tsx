import { Button } from '@mantine/core';
import type { SlotList, TutorView } from '@stoa/contracts/http/tutors';
import { type Reader, timeText } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import type { z } from 'zod';
import { type Choice, bookHref } from './choice';
import classes from './SlotWeek.module.css';
import { byDay, roundStarts, type Week, WEEK_DAYS } from './weeks';
import { dayText } from './WeekPager';

type Slots = z.output<typeof SlotList>;

interface Props {
  readonly slots: Slots;
  readonly week: Week;
  readonly tutor: TutorView;
  readonly choice: Choice;
  readonly reader: Reader;
}

/** Seven days; of a tutor who begins every quarter of an hour the round starts first, and all of them on demand. */
export function SlotWeek(props: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const [all, setAll] = useState(false);
  const { items } = props.slots;
  const round = roundStarts(items, props.reader.zone);
  return (
    <>
      <Days {...props} slots={all ? items : round} />
      {round.length < items.length ? (
        <Button variant="subtle" size="compact-md" className={classes.more} onClick={() => setAll(!all)}>
          {all ? t('roundStarts') : t('allStarts', { n: items.length })}
        </Button>
      ) : null}
    </>
  );
}

interface DaysProps extends Omit<Props, 'slots'> {
  readonly slots: Slots['items'];
}

/** Columns at a desk, a list in a hand; every time is a link to its confirm page. */
function Days({ slots, week, tutor, choice, reader }: DaysProps): ReactElement {
  const t = useTranslations('web.tutor');
  const days = byDay(slots, reader.zone);
  const elsewhere = tutor.zone !== reader.zone;
  return (
    <ol className={classes.week}>
      {week.days.map((day) => {
        const free = days.get(day) ?? [];
        return (
          <li key={day} className={classes.day} data-empty={free.length === 0 || undefined}>
            <h4 className={classes.head}>
              <span>{dayText(day, reader)}</span>
              <span className="hidden">{t('free', { n: free.length })}</span>
            </h4>
            <ul className={classes.slots}>
              {free.map((slot) => {
                const at = Date.parse(slot.startsAt);
                const mine = timeText(at, reader);
                const theirs = timeText(at, { locale: reader.locale, zone: tutor.zone });
                return (
                  <li key={slot.startsAt}>
                    <Link href={bookHref(tutor.id, choice, slot.startsAt)} prefetch={false} className={classes.slot}>
                      <span>
                        {mine}
                        <span className="hidden"> {t('slotMine')}</span>
                      </span>
                      {elsewhere ? (
                        <span className={classes.theirs}>
                          {theirs}
                          <span className="hidden"> {t('slotTheirs', { place: placeOf(tutor.zone) })}</span>
                        </span>
                      ) : null}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

const BARS = [4, 6, 3, 5, 6, 2, 4] as const;

export function SlotWeekSkeleton(): ReactElement {
  return (
    <ol className={classes.week} aria-hidden="true">
      {Array.from({ length: WEEK_DAYS }, (_, day) => (
        <li key={day} className={classes.day}>
          <span className={`${classes.head} ${classes.bone}`} />
          <ul className={classes.slots}>
            {Array.from({ length: BARS[day] ?? 3 }, (_unused, i) => (
              <li key={i}>
                <span className={`${classes.slot} ${classes.bone}`} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
