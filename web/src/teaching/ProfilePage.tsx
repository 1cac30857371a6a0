'use client';

import { Button, SegmentedControl } from '@mantine/core';
import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icons';
import { Awaited } from './Awaited';
import { AboutStep } from './AboutStep';
import { LanguagesStep } from './LanguagesStep';
import { Missing } from './Missing';
import { PlaceStep } from './PlaceStep';
import { PricesStep } from './PricesStep';
import { ProfilePreview } from './ProfilePreview';
import classes from './Profile.module.css';
import { ProofStep } from './ProofStep';
import { teachingQueries } from './queries';
import { isStepDone, STEPS, type Step, stepHref, stepOf } from './steps';
import { TeachingFrame } from './TeachingFrame';
import { TermsStep } from './TermsStep';
import { type Profile, useProfile } from './useProfile';

const PARTS: { readonly [S in Step]: (props: { readonly profile: Profile }) => ReactElement } = {
  about: AboutStep,
  prices: PricesStep,
  languages: LanguagesStep,
  proof: ProofStep,
  terms: TermsStep,
  place: PlaceStep,
};

/** A profile filled in step by step, saved field by field, beside what students see of it. */
export function ProfilePage(): ReactElement {
  return (
    <TeachingFrame>
      <Loaded />
    </TeachingFrame>
  );
}

function Loaded(): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const profile = useQuery(teachingQueries.profile());
  return (
    <Awaited asked={profile} title={t('title')} shape={{ chars: 50, steps: 100 }}>
      {(saved) => <Wizard saved={saved} />}
    </Awaited>
  );
}

function Wizard({ saved }: { readonly saved: OwnProfileView }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const profile = useProfile(saved);
  const step = stepOf(useSearchParams().get('step'), saved.checklist);
  const [view, setView] = useState('fill');
  const Part = PARTS[step];
  return (
    <>
      <header className={classes.head}>
        <h1>{t('title')}</h1>
        <p className="small quiet">{t('lead')}</p>
      </header>
      <SegmentedControl
        aria-label={t('view')}
        className={classes.views}
        fullWidth
        value={view}
        onChange={setView}
        data={[
          { value: 'fill', label: t('fill') },
          { value: 'preview', label: t('preview') },
        ]}
      />
      <div className={classes.columns} data-view={view}>
        <div className={classes.fill}>
          <Steps now={step} saved={saved} />
          <section aria-labelledby="step" className={classes.step}>
            <StepTitle step={step} />
            <Part profile={profile} />
          </section>
          <Onward step={step} />
          <Missing checklist={saved.checklist} />
        </div>
        <aside className={classes.preview} aria-label={t('preview')}>
          <p className={classes.previewName}>{t('preview')}</p>
          <ProfilePreview />
        </aside>
      </div>
    </>
  );
}

/** Whoever goes on to another step hears which one, and starts at its top. */
function StepTitle({ step }: { readonly step: Step }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) title.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <h2 id="step" ref={title} tabIndex={-1}>
      {t(`step.${step}`)}
    </h2>
  );
}

function Steps({ now, saved }: { readonly now: Step; readonly saved: OwnProfileView }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  return (
    <nav aria-label={t('steps')}>
      <ol className={classes.steps}>
        {STEPS.map((step, i) => (
          <li key={step}>
            <Link href={stepHref(step)} scroll={false} aria-current={step === now ? 'step' : undefined}>
              <span className={classes.number} data-done={isStepDone(step, saved.checklist) || undefined}>
                {isStepDone(step, saved.checklist) ? <Icon name="check" size={14} /> : i + 1}
              </span>
              <span className={classes.name}>{t(`step.${step}`)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Onward({ step }: { readonly step: Step }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  const at = STEPS.indexOf(step);
  const [before, next] = [STEPS[at - 1], STEPS[at + 1]];
  return (
    <div className={classes.onward}>
      {before ? (
        <Button variant="default" component={Link} href={stepHref(before)} scroll={false}>
          {t('back')}
        </Button>
      ) : null}
      {next ? (
        <Button component={Link} href={stepHref(next)} scroll={false}>
          {t('next', { step: t(`step.${next}`) })}
        </Button>
      ) : (
        <Button component={Link} href="/teaching">
          {t('toStart')}
        </Button>
      )}
    </div>
  );
}
