'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { detailOf } from '../account/refusals';
import { usePause } from '../account/usePause';
import { asks, type SignIn } from '../client/asks';
import { codeOf } from '../client/problem';
import { send } from '../client/send';
import { rememberSignIn } from './signedIn';

/**
 * Signs in with a password, and says what is still asked for.
 * @param onDone somebody is signed in now
 * @param isSame nobody but the person who was signed in before can be
 */
export function useSignIn(onDone: () => void, isSame = false) {
  const [challenge, setChallenge] = useState<string | null>(null);
  const pause = usePause();
  const done = () => {
    rememberSignIn({ isSame });
    onDone();
  };
  const enter = useMutation({
    mutationFn: (body: SignIn) => send(asks.signIn(body)),
    onSuccess: done,
    onError: (error) => {
      pause.obey(error);
      const asked = detailOf(error, 'challenge');
      if (codeOf(error) === 'totp_required' && typeof asked === 'string') setChallenge(asked);
    },
  });
  return {
    challenge,
    startAgain: () => {
      setChallenge(null);
      enter.reset();
    },
    done,
    enter,
    pause: pause.left,
  };
}
