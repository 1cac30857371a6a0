/** A town's secrets: made once, kept where only its owner reads. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readJson, writeWhole } from './paths.mjs';

const text = (bytes) => crypto.randomBytes(bytes).toString('base64url');

const MAKE = {
  superPassword: () => text(24),
  ownerPassword: () => text(24),
  appPassword: () => text(24),
  redisPassword: () => text(24),
  tokenSecret: () => text(48),
  codecKeys: () => `k1:${crypto.randomBytes(32).toString('base64')}`,
  accountKeys: () => `k1:${crypto.randomBytes(32).toString('base64')}`,
  googleClientSecret: () => text(24),
  stripeSecretKey: () => `sk_test_${text(18).replace(/[-_]/g, 'x')}`,
  stripeWebhookSecret: () => `whsec_${text(24).replace(/[-_]/g, 'x')}`,
  stripeConnectWebhookSecret: () => `whsec_${text(24).replace(/[-_]/g, 'x')}`,
  demoPassword: () => `stoa-${text(9).replace(/[-_]/g, 'x')}`,
};

/** @returns the secrets of the town in this folder; those it has stay, those that are new are made */
export function townSecrets(dir) {
  const file = path.join(dir, 'secrets.json');
  const known = readJson(file) ?? {};
  const secrets = Object.fromEntries(Object.entries(MAKE).map(([name, make]) => [name, known[name] ?? make()]));
  if (JSON.stringify(secrets) !== JSON.stringify(known)) writeWhole(file, `${JSON.stringify(secrets, null, 2)}\n`);
  fs.chmodSync(file, 0o600);
  return secrets;
}
