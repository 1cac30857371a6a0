import type { en } from '@stoa/contracts/words/en';

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof en;
    Locale: 'en';
  }
}
