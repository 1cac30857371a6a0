import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: path.join(__dirname, '..'),
  turbopack: { root: path.join(__dirname, '..') },
  reactStrictMode: true,
  poweredByHeader: false,
  // the list of tutors is the first page; what was asked for stays in its address
  redirects: () => Promise.resolve([{ source: '/tutors', destination: '/', permanent: true }]),
  transpilePackages: ['@stoa/contracts', '@stoa/domain'],
};
export default createNextIntlPlugin('./i18n/request.ts')(config);
