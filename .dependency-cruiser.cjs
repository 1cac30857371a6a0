/**
 * House rules: who may open whose door (architecture, section 2). What a rule does not list is forbidden. Every rule
 * says why, so that a red build teaches; `test/doors.test.ts` plants a violation of each.
 */
const names =
  'domain|contracts|platform|workflows|activities|providers|db|migrations|api|web|admin|sandbox|test|scripts|dashboards';
const rooms = `^(${names})/`;
/** Tests may open more doors than what they test. */
const notTest = '(\\.test\\.tsx?$|/testing/)';
const own = (room) => `^${room}/`;
const rule = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { pathNot: notTest, ...from },
  to,
});
/** rooms that `from` may open */
const sees = (name, from, allowed, comment) => rule(name, { path: from }, { path: rooms, pathNot: allowed }, comment);
/** packages that `from` may open */
const packages = (name, from, allowed, comment) =>
  rule(name, { path: from }, { path: 'node_modules/', pathNot: `node_modules/(${allowed.join('|')})/` }, comment);
const noNode = (name, from, comment) => rule(name, { path: from }, { dependencyTypes: ['core'] }, comment);
/** a package that is opened at these places only, tests included where they are named */
const oneDoor = (name, pkg, doors, comment) =>
  rule(name, { pathNot: `(${doors.join('|')}|${notTest})` }, { path: `node_modules/${pkg}/` }, comment);

const domain = [
  sees('domain-is-alone', own('domain'), own('domain'), 'Rules run unchanged in a workflow, a browser and a test.'),
  packages(
    'domain-packages',
    own('domain'),
    ['temporal-polyfill', 'temporal-utils'],
    'A rule that needs a driver is not a rule.',
  ),
  noNode('domain-no-node', own('domain'), 'The replay sandbox and the browser have no Node.'),
  rule(
    'domain-local-time-corner',
    { path: own('domain'), pathNot: `(^domain/(availability|localTime)\\.ts$|${notTest})` },
    { path: 'node_modules/temporal-(polyfill|utils)/' },
    'Zone data changes between replays: local time stays in two files that no workflow reaches.',
  ),
];

const contracts = [
  sees(
    'http-contracts',
    '^contracts/(http|realtime)/',
    '^(contracts/(http|realtime)|domain)/',
    'Browsers load these files: shapes and nouns only.',
  ),
  packages(
    'http-contracts-packages',
    '^contracts/(http|realtime)/',
    ['zod', 'openapi-fetch'],
    'Every package here is sent to every browser.',
  ),
  rule(
    'fetch-client-is-generated',
    { path: '^contracts/', pathNot: '^contracts/http/client\\.gen\\.ts$' },
    { path: 'node_modules/openapi-fetch/' },
    'The client is generated; a contract written by hand sends nothing.',
  ),
  noNode('contracts-no-node', own('contracts'), 'A door describes; it does not act.'),
  sees(
    'temporal-contracts',
    '^contracts/temporal/',
    '^(contracts/temporal|domain)/',
    'All of it is carried into the replay sandbox.',
  ),
  packages(
    'temporal-contracts-packages',
    '^contracts/temporal/',
    ['@temporalio/(workflow|common)'],
    'All of it is carried into the replay sandbox; a validator there costs every instance.',
  ),
  sees('design-alone', '^contracts/design/', '^contracts/design/', 'Tokens are data.'),
  sees('words-alone', '^contracts/words/', '^(contracts/words|domain)/', 'Texts are read by browsers and by mails.'),
  packages(
    'words-and-design-packages',
    '^contracts/(words|design)/',
    ['@stoa'],
    'Texts and tokens are data; browsers and mails both load them.',
  ),
];

const workflows = [
  sees(
    'workflows-see',
    own('workflows'),
    '^(workflows|domain|contracts/temporal|activities)/',
    'Workflows replay: pure rules, message shapes and the types of activities.',
  ),
  rule(
    'workflows-activity-types-only',
    { path: own('workflows') },
    { path: own('activities'), dependencyTypesNot: ['type-only'] },
    'A value import drags Node and drivers into the replay sandbox, silently.',
  ),
  rule(
    'workflows-handle-instants',
    { path: own('workflows') },
    { path: '^domain/(availability|localTime)\\.ts$' },
    'Zone data changes between replays: local time is worked out in the API and in activities.',
  ),
  packages(
    'workflows-packages',
    own('workflows'),
    ['@temporalio/(workflow|common)'],
    'Every instance evaluates the whole bundle again.',
  ),
  noNode('workflows-no-node', own('workflows'), 'Node is not deterministic.'),
];

const servers = [
  sees('platform-sees', own('platform'), '^(platform|domain)/', 'What all processes need belongs to none of them.'),
  sees(
    'activities-see',
    own('activities'),
    '^(activities|domain|contracts/(temporal|words|realtime)|db|providers|platform)/',
    'Hands touch the world; they answer no HTTP and know no story.',
  ),
  sees('providers-see', own('providers'), '^(providers|domain)/', 'An adapter knows one company and our nouns.'),
  rule(
    'providers-strangers',
    { path: '^providers/([^/]+)/' },
    { path: '^providers/([^/]+)/', pathNot: '^providers/$1/' },
    'Two companies meet in an activity, never in an adapter.',
  ),
  oneDoor(
    'stripe-one-door',
    'stripe',
    ['^providers/payments/', '^test/'],
    'Our nouns outside, theirs inside one folder.',
  ),
  oneDoor(
    'storage-one-door',
    '(@flystorage|@aws-sdk)',
    ['^providers/storage/'],
    'Our nouns outside, folders and buckets inside one folder.',
  ),
  oneDoor('mail-one-door', 'nodemailer', ['^providers/mail/'], 'Our nouns outside, SMTP inside one folder.'),
  sees('db-sees', own('db'), '^(db|domain)/', 'Rows know nouns, not callers.'),
  packages('db-packages', own('db'), ['knex', 'objection', 'pg', 'ioredis'], 'Our own stores and nothing else.'),
  sees('migrations-see', own('migrations'), '^migrations/', 'A migration must mean the same in ten years.'),
  sees(
    'api-sees',
    own('api'),
    '^(api|domain|contracts|db|workflows|providers|platform)/',
    'The API performs no effects itself.',
  ),
  rule(
    'api-workflow-types-only',
    { path: own('api') },
    { path: own('workflows'), dependencyTypesNot: ['type-only'] },
    'Names and shapes, never code.',
  ),
  rule(
    'api-provider-webhooks-only',
    { path: own('api'), pathNot: `(^api/(webhooks/|server\\.ts$)|${notTest})` },
    { path: own('providers') },
    "Only the webhook's door verifies a company's signature; the root builds its adapter.",
  ),
  rule(
    'temporal-client-doors',
    {
      pathNot: `(^(platform|scripts|test)/|^api/(temporal|corridor|approvalDesk|closingDesk)\\.ts$|^sandbox/clock\\.ts$|${notTest})`,
    },
    { path: 'node_modules/@temporalio/client/', dependencyTypesNot: ['type-only'] },
    'Few files speak to Temporal; activities are handed a client and know no more of it than its type.',
  ),
];

const faces = [
  sees('web-sees', own('web'), '^(web|domain|contracts/(http|realtime|design|words))/', 'Browsers speak HTTP.'),
  sees('admin-sees', own('admin'), '^(admin|domain|contracts/(http|realtime|design|words))/', 'Browsers speak HTTP.'),
  rule(
    'console-no-node',
    { path: '^admin/src/' },
    { dependencyTypes: ['core'] },
    'The console runs in a browser; its server is one file beside it.',
  ),
  rule(
    'console-is-not-its-server',
    { path: '^admin/src/' },
    { path: '^admin/server\\.ts$' },
    'The server hands the console out; the console does not know it.',
  ),
  oneDoor(
    'proxy-one-door',
    'http-proxy-middleware',
    ['^admin/server\\.ts$'],
    "One origin for the browser is the front's business alone.",
  ),
];

const outside = [
  sees(
    'sandbox-sees',
    own('sandbox'),
    '^(sandbox|domain|platform|contracts/design|providers/[^/]+/port)',
    'The outside companies know our nouns, ports and looks, never our stores.',
  ),
  rule(
    'sandbox-is-outside',
    { path: '^(domain|contracts|platform|workflows|activities|providers|db|migrations|api|web|admin)/' },
    { path: '^(sandbox|test|scripts)/' },
    'Production must not know that a sandbox, a test or a script exists.',
  ),
  rule(
    'config-at-the-roots',
    {
      pathNot: `(^((api|sandbox|admin)/server|activities/worker|db/knexfile)\\.ts$|^(scripts|test)/|${notTest})`,
    },
    { path: '^config\\.ts$' },
    'Processes read their environment once, at the root; everyone else is handed what they need.',
  ),
];

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
    ...domain,
    ...contracts,
    ...workflows,
    ...servers,
    ...faces,
    ...outside,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Our builds only: packages keep their code in folders of that name too, and those must be judged.
    exclude: { path: '^(web/|admin/)?(dist|\\.next|\\.stoa[^/]*)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
