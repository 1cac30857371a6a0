'use client';

import { Button, Radio, Textarea } from '@mantine/core';
import { REMOVAL_RULES, type RemovalRule } from '@stoa/domain/review';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../client/send';
import { Dialog } from '../ui/Dialog';
import { Problem } from '../ui/Problem';
import { type ReportBody, reviewAsks } from './asks';
import classes from './Reviews.module.css';

const WORDS_MAX = 500;

/** Tells the staff which rule a review breaks; it stays until they have decided. */
export function ReportReview({ reviewId }: { readonly reviewId: string }): ReactElement {
  const t = useTranslations('web.reviews.report');
  const [isOpen, setOpen] = useState(false);
  const [isSent, setSent] = useState(false);
  if (isSent)
    return (
      <p role="status" className={classes.told}>
        {t('sent')}
      </p>
    );
  return (
    <>
      <button type="button" className={classes.quietAct} onClick={() => setOpen(true)}>
        {t('open')}
      </button>
      <Dialog title={isOpen ? t('title') : null} onClose={() => setOpen(false)}>
        <ReportForm reviewId={reviewId} onSent={() => (setOpen(false), setSent(true))} />
      </Dialog>
    </>
  );
}

function ReportForm({ reviewId, onSent }: { readonly reviewId: string; readonly onSent: () => void }): ReactElement {
  const t = useTranslations('web.reviews.report');
  const rules = useTranslations('web.reviews.breaks');
  const [rule, setRule] = useState<RemovalRule | null>(null);
  const [words, setWords] = useState('');
  const [isAsked, setAsked] = useState(false);
  const report = useMutation({
    mutationFn: (body: ReportBody) => send(reviewAsks.report(reviewId, body)),
    onSuccess: onSent,
  });
  const submit = () => {
    setAsked(true);
    const reason = words.trim();
    if (rule) report.mutate({ rule, ...(reason && { reason }) });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <Radio.Group
        label={t('rule')}
        value={rule}
        onChange={(value) => setRule(REMOVAL_RULES.find((one) => one === value) ?? null)}
        error={isAsked && rule === null ? t('ruleMissing') : undefined}
      >
        <div className={classes.rules}>
          {REMOVAL_RULES.map((one) => (
            <Radio key={one} value={one} label={rules(one)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('words')}
        description={t('wordsHelp')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={WORDS_MAX}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
      />
      {report.error ? <Problem error={report.error} onAgain={submit} /> : null}
      <div className={classes.acts}>
        <Button type="submit" loading={report.isPending}>
          {t('send')}
        </Button>
      </div>
    </form>
  );
}
