'use client';

import { SegmentedControl } from '@mantine/core';
import type { MeView } from '@stoa/contracts/http/session';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { type Acting, ACTING_COOKIE, actingAs, isActing, writeCookie } from '../client/acting';
import { keys } from '../client/queries';
import { useMe } from './useMe';

interface ActingState {
  readonly acting: Acting;
  /** the person holds both roles, so there is something to switch */
  readonly both: boolean;
  readonly change: (to: Acting) => void;
}

/** As whom the bookings are shown. The server decides what each role may see; this only says which one is asked as. */
export function useActing(): ActingState {
  const { me } = useMe();
  const client = useQueryClient();
  const held = (me?.roles ?? []).filter(isActing);
  const wanted = isActing(me?.actingAs) ? me.actingAs : 'student';
  const acting = held.length === 0 || held.includes(wanted) ? wanted : (held[0] ?? 'student');
  return {
    acting,
    both: held.length > 1,
    change: (to) => {
      if (actingAs() === to && acting === to) return;
      writeCookie(ACTING_COOKIE, to);
      // every part of the page says at once as whom it is
      client.setQueryData<MeView>(keys.me, (shown) => shown && { ...shown, actingAs: to });
      // another role is another reader: other actions, other sentences
      void client.invalidateQueries({ queryKey: keys.me });
      client.removeQueries({ queryKey: [...keys.bookings, 'one'] });
    },
  };
}

interface Props {
  readonly acting: Acting;
  readonly onChange: (to: Acting) => void;
}

export function ActingSwitch({ acting, onChange }: Props): ReactElement {
  const t = useTranslations('web.site');
  return (
    <SegmentedControl
      aria-label={t('actingAs')}
      value={acting}
      onChange={(value) => isActing(value) && onChange(value)}
      data={[
        { value: 'student', label: t('student') },
        { value: 'tutor', label: t('tutor') },
      ]}
    />
  );
}
