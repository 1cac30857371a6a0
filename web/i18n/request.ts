import { en } from '@stoa/contracts/words/en';
import { getRequestConfig } from 'next-intl/server';

/** English is the only catalogue so far; another one is chosen here by the person's locale. */
export default getRequestConfig(() => Promise.resolve({ locale: 'en', messages: en, timeZone: 'UTC' }));
