'use client';

import { Button } from '@mantine/core';
import type { TutorView } from '@stoa/contracts/http/tutors';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactElement } from 'react';
import { Avatar } from '../ui/Avatar';
import { EmptyState } from '../ui/EmptyState';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { useCompared } from './chosen';
import { compareHref } from './compared';
import classes from './Comparison.module.css';
import { useCriteria } from './criteria';
import { searchQueries } from './queries';
import { firstName } from '../ui/names';

/** Up to four tutors side by side; in a hand their columns are swiped while the criteria's names stay. */
export function Comparison({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const t = useTranslations('web.compare');
  const { data, error, refetch } = useQuery({ ...searchQueries.compare(ids), enabled: ids.length > 0 });
  if (error && !data)
    return (
      <Problem error={error} onAgain={() => void refetch()} headingLevel={1}>
        <Link href="/">{t('back')}</Link>
      </Problem>
    );
  if (ids.length > 0 && !data) return <ComparisonSkeleton columns={ids.length} />;
  const tutors = data?.items ?? [];
  if (!data || tutors.length === 0)
    return (
      <EmptyState title={t('empty')} help={t('emptyHelp')} headingLevel={1}>
        <Button component={Link} href="/">
          {t('back')}
        </Button>
      </EmptyState>
    );
  const gone = ids.length - tutors.length;
  return (
    <article>
      <Link href="/" className="small">
        {t('back')}
      </Link>
      <h1 className={classes.title}>{t('title')}</h1>
      {gone > 0 ? (
        <p role="status" className={classes.gone}>
          {t('gone', { n: gone })}
        </p>
      ) : null}
      <Columns tutors={tutors} asOf={data.asOf} />
    </article>
  );
}

interface ColumnsProps {
  readonly tutors: readonly TutorView[];
  readonly asOf: string;
}

function Columns({ tutors, asOf }: ColumnsProps): ReactElement {
  const t = useTranslations('web.compare');
  const criteria = useCriteria(tutors, asOf);
  return (
    // what scrolls sideways can be reached and scrolled by keyboard
    <div className={classes.scroll} role="region" aria-label={t('title')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {tutors.map((tutor) => (
              <Head key={tutor.id} tutor={tutor} ids={tutors.map(({ id }) => id)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{t(`criteria.${name}`)}</th>
              {tutors.map((tutor) => (
                <td key={tutor.id}>{of(tutor)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {tutors.map((tutor) => (
              <td key={tutor.id}>
                <Button component={Link} href={`/tutors/${tutor.id}`} size="sm" variant="light" fullWidth>
                  {t('book', { name: firstName(tutor.name) })}
                </Button>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly tutor: TutorView;
  readonly ids: readonly string[];
}

function Head({ tutor, ids }: HeadProps): ReactElement {
  const t = useTranslations('web.compare');
  const router = useRouter();
  const { compared, toggle } = useCompared();
  const drop = () => {
    const one = compared.find(({ id }) => id === tutor.id);
    if (one) toggle(one);
    router.replace(compareHref(ids.filter((id) => id !== tutor.id)), { scroll: false });
  };
  return (
    <th scope="col">
      <span className={classes.who}>
        <Avatar name={tutor.name} url={tutor.avatarUrl} size={48} />
        <Link href={`/tutors/${tutor.id}`}>{tutor.name}</Link>
        <button type="button" onClick={drop} aria-label={t('remove', { name: tutor.name })} className={classes.drop}>
          <Icon name="cross" size={14} />
        </button>
      </span>
      <span className={classes.headline}>{tutor.headline}</span>
    </th>
  );
}

const ROWS = 7;

function ComparisonSkeleton({ columns }: { readonly columns: number }): ReactElement {
  const cells = Array.from({ length: columns }, (_, i) => i);
  return (
    <Skeleton isPage>
      <Bar chars={14} as="title" />
      <div className={classes.scroll}>
        <table className={classes.table}>
          <tbody>
            {Array.from({ length: ROWS }, (_, row) => (
              <tr key={row}>
                <th scope="row">
                  <Bar chars={9} as="fine" />
                </th>
                {cells.map((cell) => (
                  <td key={cell}>
                    <Bar chars={row === 0 ? 16 : 12} as="small" />
                    <Bar chars={8} as="small" />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Skeleton>
  );
}
