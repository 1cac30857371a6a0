/** House rules: who may open whose door. Every rule says why. */
const rooms =
  '^(domain|contracts|workflows|activities|providers|db|migrations|api|web|admin|sandbox|test|scripts|dashboards)/';
const notTest = '(\\.test\\.tsx?$|/testing/)';
const own = (room) => `^${room}/`;
/** rooms that `from` may open */
const sees = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: notTest },
  to: { path: rooms, pathNot: allowed },
});
/** packages that `from` may open */
const packages = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: notTest },
  to: { path: 'node_modules/', pathNot: `node_modules/(${allowed.join('|')})/` },
});
const noNode = (name, from, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: notTest },
  to: { dependencyTypes: ['core'] },
});
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle means two rooms are one room.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'What cannot be resolved cannot be judged.',
      from: {},
      to: { couldNotResolve: true },
    },
    sees(
      'domain-is-alone',
      own('domain'),
      own('domain'),
      'Rules must run in a workflow, a browser and a test without change.',
    ),
    packages(
      'domain-packages',
      own('domain'),
      ['temporal-polyfill', 'temporal-utils'],
      'A rule with a driver is not a rule.',
    ),
    noNode('domain-no-node', own('domain'), 'The replay sandbox and the browser have no Node.'),
    sees(
      'http-contracts',
      '^contracts/(http|realtime)/',
      '^(contracts/(http|realtime)|domain)/',
      'Browsers load these files.',
    ),
    packages(
      'http-contracts-packages',
      '^contracts/(http|realtime)/',
      ['zod', 'openapi-fetch'],
      'Browsers load these files.',
    ),
    noNode('contracts-no-node', own('contracts'), 'A door describes; it does not act.'),
    sees(
      'temporal-contracts',
      '^contracts/temporal/',
      '^(contracts/temporal|domain)/',
      'Everything here is carried into the replay sandbox.',
    ),
    packages(
      'temporal-contracts-packages',
      '^contracts/temporal/',
      ['@temporalio/(workflow|common)'],
      'Everything here is carried into the replay sandbox.',
    ),
    sees('design-alone', '^contracts/design/', '^contracts/design/', 'Tokens are data.'),
    sees('words-alone', '^contracts/words/', '^(contracts/words|domain)/', 'Texts are read by browsers and by mails.'),
    sees(
      'workflows-see',
      own('workflows'),
      '^(workflows|domain|contracts/temporal|activities)/',
      'Workflows replay: only pure rules, message shapes and activity types.',
    ),
    {
      name: 'workflows-activity-types-only',
      severity: 'error',
      comment: 'A value import drags Node and drivers into the replay sandbox, silently.',
      from: { path: own('workflows'), pathNot: notTest },
      to: { path: own('activities'), dependencyTypesNot: ['type-only'] },
    },
    packages(
      'workflows-packages',
      own('workflows'),
      ['@temporalio/(workflow|common)'],
      'Every instance evaluates the whole bundle again.',
    ),
    noNode('workflows-no-node', own('workflows'), 'Node is not deterministic.'),
    sees(
      'activities-see',
      own('activities'),
      '^(activities|domain|contracts/(temporal|words)|db|providers)/',
      'Hands touch the world; they do not answer HTTP.',
    ),
    sees('providers-see', own('providers'), '^(providers|domain)/', 'An adapter knows one company and our nouns.'),
    {
      name: 'providers-strangers',
      severity: 'error',
      comment: 'Two companies meet in an activity, never in an adapter.',
      from: { path: '^providers/([^/]+)/' },
      to: { path: '^providers/([^/]+)/', pathNot: '^providers/$1/' },
    },
    sees('db-sees', own('db'), '^(db|domain)/', 'Rows know nouns, not callers.'),
    packages('db-packages', own('db'), ['knex', 'objection', 'pg', 'ioredis'], 'Our own stores only.'),
    sees(
      'api-sees',
      own('api'),
      '^(api|domain|contracts|db|workflows|providers)/',
      'The API performs no effects itself.',
    ),
    {
      name: 'api-workflow-types-only',
      severity: 'error',
      comment: 'Names and shapes, never code.',
      from: { path: own('api'), pathNot: notTest },
      to: { path: own('workflows'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-provider-webhooks-only',
      severity: 'error',
      comment: 'Only the webhook door verifies a provider signature.',
      from: { path: own('api'), pathNot: '^api/webhooks/' },
      to: { path: own('providers') },
    },
    {
      name: 'temporal-client-one-door',
      severity: 'error',
      comment: 'One file speaks to Temporal.',
      from: { path: own('api'), pathNot: '(^api/(temporal|server)\\.ts$|\\.test\\.ts$)' },
      to: { path: 'node_modules/@temporalio/client' },
    },
    sees('web-sees', own('web'), '^(web|domain|contracts/(http|realtime|design|words))/', 'Browsers speak HTTP.'),
    sees('admin-sees', own('admin'), '^(admin|domain|contracts/(http|realtime|design|words))/', 'Browsers speak HTTP.'),
    sees(
      'sandbox-sees',
      own('sandbox'),
      '^(sandbox|domain|platform|contracts/design|providers/[^/]+/port)',
      'The fake world knows our nouns, ports and looks only.',
    ),
    {
      name: 'sandbox-is-outside',
      severity: 'error',
      comment: 'Production must not know the fake world exists.',
      from: { path: '^(domain|contracts|workflows|activities|providers|db|api|web|admin)/', pathNot: notTest },
      to: { path: '^(sandbox|test|scripts)/' },
    },
    {
      name: 'config-at-the-roots',
      severity: 'error',
      comment: 'Everyone else is handed what it needs.',
      from: { pathNot: '^((api/server|activities/worker|admin/server|sandbox/server|db/knexfile)\\.ts$|scripts/|test/)' },
      to: { path: '^config\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|\\.stoa)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
