'use client';

import { Button, Modal, Textarea } from '@mantine/core';
import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import { Problem } from '../ui/Problem';
import classes from './Standing.module.css';
import { wayOnFrom } from './standingWay';
import { type StandingStep, STEPS_OF_TUTOR, useStandingStep } from './useStandingStep';

const WORDS_MAX = 2_000;
/** The way forward is filled; against a decision, and off the list, is quieter. */
const LOOKS = { submit: 'filled', reopen: 'filled', appeal: 'default', archive: 'subtle' } as const;

/** What the tutor may do now, as the server says: the way forward first, what takes the profile off the list last. */
export function StandingActions({ view }: { readonly view: ApprovalView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing.act');
  const [asking, setAsking] = useState<StandingStep | null>(null);
  const step = useStandingStep(view, () => setAsking(null));
  const offered = STEPS_OF_TUTOR.filter((one) => view.actions.includes(one));
  const way = wayOnFrom(view);
  if (offered.length === 0 && way === null) return null;
  const press = (one: StandingStep) => {
    step.reset();
    if (one === 'submit' || one === 'reopen') step.send(one, '');
    else setAsking(one);
  };
  return (
    <>
      {step.error && asking === null ? <Problem error={step.error} onAgain={step.again} /> : null}
      <div className={classes.actions}>
        {way ? (
          <Button component={Link} href={way.href} prefetch={false} data-way={way.name}>
            {t(way.name)}
          </Button>
        ) : null}
        {offered.map((one) => (
          <Button
            key={one}
            variant={LOOKS[one]}
            color={one === 'archive' ? 'terracotta' : 'aegean'}
            loading={step.working === one}
            disabled={step.working !== null}
            data-action={one}
            onClick={() => press(one)}
          >
            {t(one)}
          </Button>
        ))}
      </div>
      {asking === 'appeal' || asking === 'archive' ? (
        <Ask kind={asking} step={step} onClose={() => setAsking(null)} />
      ) : null}
    </>
  );
}

interface AskProps {
  readonly kind: 'appeal' | 'archive';
  readonly step: ReturnType<typeof useStandingStep>;
  readonly onClose: () => void;
}

/** Says what the step means before it is taken; an appeal takes words, which stay when it is refused. */
function Ask({ kind, step, onClose }: AskProps): ReactElement {
  const t = useTranslations('web.teaching.standing.ask');
  const [words, setWords] = useState('');
  return (
    <Modal.Root opened onClose={onClose} centered padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t(`${kind}Title`)} className={classes.ask}>
        <h2>{t(`${kind}Title`)}</h2>
        <p className="small quiet">{t(`${kind}Help`)}</p>
        {kind === 'appeal' ? (
          <Textarea
            label={t('appealLabel')}
            autosize
            minRows={4}
            maxLength={WORDS_MAX}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        ) : null}
        {step.error ? <Problem error={step.error} onAgain={step.again} /> : null}
        <div className={classes.actions}>
          <Button
            color={kind === 'archive' ? 'terracotta' : 'aegean'}
            loading={step.working === kind}
            disabled={kind === 'appeal' && words.trim() === ''}
            data-confirm={kind}
            onClick={() => step.send(kind, words.trim())}
          >
            {t(`${kind}Send`)}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('keep')}
          </Button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
