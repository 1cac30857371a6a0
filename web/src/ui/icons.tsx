import type { ReactElement } from 'react';

const PATHS = {
  clock: 'M10 5.5V10l3 2M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  cross: 'M5.5 5.5l9 9m0-9-9 9',
  calendar:
    'M3.5 8h13M6.5 2.5v3m7-3v3M5 4h10a1.5 1.5 0 0 1 1.5 1.5v10A1.5 1.5 0 0 1 15 17H5a1.5 1.5 0 0 1-1.5-1.5v-10A1.5 1.5 0 0 1 5 4Z',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  forward: 'M8 4.5 13.5 10 8 15.5',
  returned: 'M7.5 4 4 7.5 7.5 11M4.5 7.5h7a4.25 4.25 0 0 1 0 8.5H7',
  live: 'M10 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z M5 15a7 7 0 0 1 0-10m10 0a7 7 0 0 1 0 10',
  note: 'M4 4.5h12v9H8.5L5 16.5v-3H4v-9Z',
  door: 'M11.5 3.5h4v13h-4M3.5 10h8m-3-3 3 3-3 3',
  warn: 'M10 3 17.5 16.5h-15L10 3Zm0 5v4m0 2v.2',
  bolt: 'M11 2.5 4.5 11.5h4.7L8.5 17.5 15.5 8.5h-4.9L11 2.5Z',
  pause: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM8.2 7.5v5m3.6-5v5',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5 3.5 3.5',
  star: 'm10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7L10 2.8Z',
  heart: 'M10 16.5S3 12.4 3 7.6A3.6 3.6 0 0 1 10 6a3.6 3.6 0 0 1 7 1.6c0 4.8-7 8.9-7 8.9Z',
} as const;
export type IconName = keyof typeof PATHS;

/** Drawn, not fetched. Never alone: the word beside it says the same. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
