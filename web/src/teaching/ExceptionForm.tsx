'use client';

import { Button, Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Problem } from '../ui/Problem';
import { Pair } from '../ui/Pair';
import { bodyOfWish, type Wish, type WishProblem, withNearest } from './exceptionWish';
import { spanText } from './exceptionWords';
import classes from './Exceptions.module.css';
import { dayName } from './names';
import { OutsideList } from './OutsideList';
import type { NewException } from './useExceptions';
import { startChoices } from './weekHours';

const STEP = 15;
const REASON_MAX = 200;

interface Props {
  readonly fresh: NewException;
  readonly today: string;
}

/** One exception put together, with what it touches before it is added. */
export function ExceptionForm({ fresh, today }: Props): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  const { wish, change, problem, add } = fresh;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <SegmentedControl
        aria-label={t('kind')}
        fullWidth
        value={wish.kind}
        data={(['blackout', 'opening'] as const).map((kind) => ({ value: kind, label: t(kind) }))}
        onChange={(kind) =>
          change({ ...wish, kind: kind === 'opening' ? 'opening' : 'blackout', isWhole: kind !== 'opening' })
        }
      />
      <Days {...{ wish, change, today, problem }} />
      <Checkbox
        label={t('whole')}
        checked={wish.isWhole}
        onChange={(event) => change({ ...wish, isWhole: event.currentTarget.checked })}
      />
      {wish.isWhole ? null : <Times {...{ wish, change, problem }} />}
      {problem?.kind === 'gap' ? (
        <Button variant="light" size="sm" onClick={() => change(withNearest(wish, problem))}>
          {t('take', { nearest: nearestText(problem.nearest, locale) })}
        </Button>
      ) : null}
      <TextInput
        label={t('reason')}
        description={t('reasonHelp')}
        maxLength={REASON_MAX}
        value={wish.reason}
        onChange={(event) => change({ ...wish, reason: event.currentTarget.value })}
      />
      <Touches fresh={fresh} />
      {fresh.error ? (
        <Problem error={fresh.error} onAgain={() => add.mutate()} again={add.isPending ? 'working' : 'ready'} />
      ) : null}
      <Button type="submit" loading={add.isPending} data-add="">
        {t(`add.${wish.kind}`)}
      </Button>
      <p role="status" className="small quiet">
        {add.data ? t('added', { what: spanText(add.data.exception, locale) }) : null}
      </p>
    </form>
  );
}

const nearestText = (nearest: string, locale: string): string =>
  `${dayName(nearest.slice(0, 10), locale)}, ${nearest.slice(11)}`;

interface FieldsProps {
  readonly wish: Wish;
  readonly problem: WishProblem | null;
  readonly change: (wish: Wish) => void;
}

/** A refusal in the words of its field. */
function useFieldError(wish: Wish, problem: WishProblem | null, field: 'start' | 'end'): string | undefined {
  const t = useTranslations('web.teaching.hour.away');
  const locale = useLocale();
  if (problem?.kind === 'gap' && problem.field === field) {
    const time = nearestText(bodyOfWish(wish)[field], locale);
    return t('gap', { time, nearest: nearestText(problem.nearest, locale) });
  }
  if (field === 'end' && problem && problem.kind !== 'gap') return t(problem.kind);
  return undefined;
}

function Days({ wish, change, today, problem }: FieldsProps & { readonly today: string }): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const [atStart, atEnd] = [useFieldError(wish, problem, 'start'), useFieldError(wish, problem, 'end')];
  return (
    <Pair>
      <TextInput
        type="date"
        label={t('from')}
        min={today}
        value={wish.first}
        error={wish.isWhole ? atStart : undefined}
        onChange={({ currentTarget: { value } }) =>
          value && change({ ...wish, first: value, last: wish.last < value ? value : wish.last })
        }
      />
      <TextInput
        type="date"
        label={t('to')}
        min={wish.first}
        value={wish.last}
        error={wish.isWhole ? atEnd : undefined}
        onChange={({ currentTarget: { value } }) => value && change({ ...wish, last: value })}
      />
    </Pair>
  );
}

function Times({ wish, change, problem }: FieldsProps): ReactElement {
  const t = useTranslations('web.teaching.hour.away');
  const [atStart, atEnd] = [useFieldError(wish, problem, 'start'), useFieldError(wish, problem, 'end')];
  return (
    <Pair>
      <NativeSelect
        label={t('startTime')}
        data={startChoices(STEP, wish.start)}
        value={wish.start}
        error={atStart}
        onChange={(event) => change({ ...wish, start: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('endTime')}
        data={[...startChoices(STEP, wish.end === '24:00' ? '00:00' : wish.end), '24:00']}
        value={wish.end}
        error={atEnd}
        onChange={(event) => change({ ...wish, end: event.currentTarget.value })}
      />
    </Pair>
  );
}

/** What it would touch, or, right after it was added, what it did touch. */
function Touches({ fresh }: { readonly fresh: NewException }): ReactElement | null {
  const t = useTranslations('web.teaching.hour.away');
  const about = fresh.preview ?? fresh.add.data ?? null;
  if (!about) return null;
  const touched = about.outside.filter(({ byThisChange }) => byThisChange);
  return (
    <div className={classes.touches}>
      <p className="small">
        <b>{t('touches', { n: touched.length + about.outsideMore })}</b>
      </p>
      {touched.length > 0 ? <OutsideList outside={touched} more={about.outsideMore} asOf={about.asOf} /> : null}
    </div>
  );
}
