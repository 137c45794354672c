import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathOf, readText } from './support/fixtures.ts';

/** Who may import what of ours: a place in src, which places or files it may import besides itself, and why. */
const boundaries: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  'errors.ts': { may: [], because: 'everything may fail, so everything may import it' },
  'redact.ts': { may: [], because: 'a secret is one wherever it is' },
  'json.ts': { may: ['key-order.ts'], because: 'JSON knows nothing of CloudTrail' },
  'json-documents.ts': { may: ['json.ts'], because: 'JSON knows nothing of CloudTrail' },
  'key-order.ts': { may: [], because: 'the order of keys is that of the text' },
  'shell-word.ts': { may: [], because: 'a word is quoted the same way, whatever it is for' },
  'once-each.ts': { may: [], because: 'what is made does not matter to how often it is' },
  'drop-oldest.ts': { may: [], because: 'what is kept does not matter to how much of it is' },
  'gzip.ts': { may: [], because: 'bytes know nothing of what is in them' },
  'version.ts': { may: ['package.json'], because: 'the version stands in one place' },
  'log.ts': { may: ['redact.ts'], because: 'a log knows nothing of what is logged, but shows no secret' },
  jq: {
    may: ['json.ts'],
    because: 'jq programs run over any JSON, whoever wrote it: this could be a package of its own',
  },
  trail: {
    may: ['errors.ts', 'json.ts', 'gzip.ts', 'drop-oldest.ts'],
    because: 'what CloudTrail writes does not depend on what we look for',
  },
  rules: {
    may: ['jq/engine.ts', 'jq/in-process/explain/failure.ts', 'trail', 'json.ts'],
    because: 'a match does not know who is notified',
  },
  alerts: { may: ['rules', 'trail', 'json.ts', 'drop-oldest.ts'], because: 'an alert knows no channel' },
  aws: {
    may: ['trail', 'errors.ts', 'redact.ts', 'drop-oldest.ts', 'once-each.ts'],
    because: 'how we call AWS does not depend on what for',
  },
  backfill: {
    may: [
      'events/envelopes/batch-operations.ts',
      'handler.ts',
      'aws',
      'trail/log-file-key.ts',
      'errors.ts',
      'shell-word.ts',
    ],
    because: 'which old log files are inspected again does not depend on what is found in them',
  },
  events: {
    may: [
      'backfill/counts.ts',
      'aws/object-ref.ts',
      'trail',
      'errors.ts',
      'json.ts',
      'json-documents.ts',
      'gzip.ts',
    ],
    because: 'how AWS calls us does not depend on what we do then',
  },
  destinations: {
    may: ['alerts', 'aws', 'trail/own-call.ts', 'errors.ts', 'redact.ts', 'json.ts', 'once-each.ts'],
    because: 'a channel sees alerts, not rules',
  },
  delivery: {
    may: ['destinations', 'alerts', 'aws', 'errors.ts', 'redact.ts', 'drop-oldest.ts'],
    because: 'a delivery does not depend on what found the alert',
  },
  config: {
    may: ['jq', 'destinations', 'delivery', 'rules', 'aws', 'errors.ts', 'redact.ts', 'json.ts', 'gzip.ts'],
    because: 'a config is read, not run',
  },
  'rule-tests': {
    may: [
      'config',
      'rules',
      'alerts/alert.ts',
      'alerts/bursts.ts',
      'alerts/severity.ts',
      'trail',
      'jq',
      'catalogue',
      'json.ts',
    ],
    because: 'a test runs a rule as the core does, also over several records, and sends nothing',
  },
  catalogue: { may: ['json.ts'], because: 'what CloudTrail can write does not depend on who asks' },
  doctor: {
    may: ['jq', 'catalogue', 'config', 'destinations', 'rules', 'alerts/routing.ts', 'redact.ts', 'json.ts'],
    because: 'what is probably a mistake does not depend on how it is shown; only the command line asks',
  },
  live: {
    may: [
      'aws',
      'config',
      'destinations',
      'delivery',
      'errors.ts',
      'json.ts',
      'redact.ts',
      'shell-word.ts',
      'once-each.ts',
    ],
    because:
      'what may be wrong with a deployed function does not depend on how it is shown; only the command line asks',
  },
  preview: {
    may: [
      'destinations/destination.ts',
      'destinations/secrets/reference.ts',
      'delivery',
      'alerts',
      'aws/clients.ts',
      'config/schema.ts',
      'json.ts',
    ],
    because: 'it shows what the real senders send; only the command line asks',
  },
  notify: {
    may: [
      'events/notify-request.ts',
      'handler.ts',
      'invocation.ts',
      'destinations/destination.ts',
      'delivery/failure.ts',
      'alerts',
      'config/no-destination.ts',
      'config/schema.ts',
      'errors.ts',
      'redact.ts',
    ],
    because: 'it tries a destination without rules, log files and a ledger',
  },
  canary: {
    may: [
      'tattletail.ts',
      'invocation.ts',
      'alerts',
      'config',
      'delivery',
      'aws',
      'trail',
      'errors.ts',
      'redact.ts',
    ],
    because: 'what should arrive is what the core makes of the record; only the command line asks',
  },
  notifications: {
    may: ['errors.ts'],
    because: "a bucket's notifications are merged as data; only the command line asks",
  },
  import: {
    may: ['rules/glob.ts', 'errors.ts', 'json.ts'],
    because: 'a rule of another language becomes a text, whoever runs it',
  },
  report: {
    may: [
      'backfill/counts.ts',
      'rules',
      'alerts/alert.ts',
      'alerts/facts.ts',
      'delivery',
      'trail',
      'errors.ts',
      'log.ts',
    ],
    because: 'it adds up what rules and deliveries came to',
  },
  operations: {
    may: [
      'alerts',
      'aws',
      'config',
      'delivery',
      'events/heartbeat-request.ts',
      'invocation.ts',
      'log.ts',
      'report',
      'trail',
      'errors.ts',
      'json.ts',
      'redact.ts',
      'shell-word.ts',
      'drop-oldest.ts',
    ],
    because: 'what keeps the function from its work is no match, but goes the way of alerts',
  },
  'tattletail.ts': {
    may: [
      'operations/operators.ts',
      'invocation.ts',
      'jq/engine.ts',
      'trail',
      'rules',
      'alerts',
      'delivery',
      'config',
      'failure-causes.ts',
      'report',
      'errors.ts',
    ],
    because: 'the core is the only place where everything meets',
  },
  cli: {
    may: [
      'destinations/secrets/reference.ts',
      'tattletail.ts',
      'invocation.ts',
      'choose-jq.ts',
      'aws',
      'jq/engine.ts',
      'jq/in-process/explain/explain.ts',
      'jq/in-process/explain/shown.ts',
      'jq/in-process/explain/conjuncts.ts',
      'trail',
      'rules',
      'rule-tests',
      'doctor',
      'live',
      'destinations/secrets/read-secret.ts',
      'preview',
      'catalogue/attack.ts',
      'alerts',
      'config',
      'import',
      'notifications',
      'backfill',
      'canary',
      'delivery/wait.ts',
      'report',
      'rules/ignore.ts',
      'log.ts',
      'errors.ts',
      'redact.ts',
      'json.ts',
      'json-documents.ts',
      'gzip.ts',
      'once-each.ts',
      'shell-word.ts',
      'version.ts',
    ],
    because: 'a dry run sends nothing',
  },
  'choose-jq.ts': {
    may: ['jq', 'errors.ts'],
    because: 'it gives the engine the real jq that the environment asks for',
  },
  'handler.ts': {
    may: [
      'backfill/counts.ts',
      'alerts/alert.ts',
      'operations',
      'tattletail.ts',
      'invocation.ts',
      'events',
      'aws/object-ref.ts',
      'trail/log-file-source.ts',
      'report',
      'log.ts',
      'version.ts',
    ],
    because: 'it gives the core what an event names, and its sender the answer',
  },
  'own-calls.ts': {
    may: ['config', 'aws/object-ref.ts', 'trail', 'json.ts'],
    because: 'what we call depends on the config',
  },
  'failure-causes.ts': {
    may: ['alerts', 'rules/failure-cause.ts', 'config'],
    because: 'why a rule failed is known to its program, and where that stands to the config',
  },
  'invocation.ts': { may: [], because: 'deadlines do not depend on what has to meet them' },
  'load-tattletail.ts': {
    may: [
      'tattletail.ts',
      'handler.ts',
      'choose-jq.ts',
      'invocation.ts',
      'own-calls.ts',
      'operations',
      'config',
      'destinations/destination.ts',
      'trail/own-records.ts',
      'aws',
      'errors.ts',
      'log.ts',
    ],
    because: 'a process loads the config again and again, whatever it is for',
  },
  'compose.ts': { may: ['*'], because: 'a cold start wires everything' },
  'lambda.ts': {
    may: ['compose.ts', 'handler.ts', 'invocation.ts', 'log.ts'],
    because: 'an entry composes and starts',
  },
  'cli.ts': { may: ['compose.ts', 'cli', 'errors.ts'], because: 'an entry composes and starts' },
};

/** Where alone something of the outside may be imported or used. */
const fences: readonly { readonly what: string; readonly pattern: RegExp; readonly only: RegExp }[] = [
  {
    what: 'the AWS SDK',
    pattern: /from '@aws-sdk\/|import\('@aws-sdk\//,
    only: /^(aws|destinations)\//,
  },
  { what: 'jq-wasm', pattern: /'jq-wasm'/, only: /^jq\/real\/wasm-worker\.ts$/ },
  { what: 'node-jq', pattern: /'node-jq'/, only: /^jq\/real\/native\.ts$/ },
  { what: 'the file system', pattern: /'node:fs/, only: /^cli\/|^config\/(locate|local-files)\.ts$/ },
  { what: 'the TOML parsers', pattern: /'@iarna\/toml'|'toml-eslint-parser'/, only: /^config\// },
  { what: 'the YAML parser', pattern: /'yaml'/, only: /^import\// },
  {
    what: 'Powertools',
    pattern: /'@aws-lambda-powertools\//,
    only: /^log\.ts$|^destinations\/secrets\/read-secret\.ts$/,
  },
  { what: 'commander', pattern: /'commander'/, only: /^cli\// },
  { what: 'the environment', pattern: /\bprocess\.env\b|\benv\b.*= process\b/, only: /^(lambda|cli)\.ts$/ },
  {
    what: 'the clock',
    pattern: /Date\.now\(|new Date\(\)|performance\.now\(/,
    only: /^handler\.ts$|^cli\/verify\.ts$|^cli\/doctor\/examine\.ts$|^aws\/public-keys\.ts$|^destinations\/(json-webhook\/json-webhook|ocsf\/finding|guarded-fetch)\.ts$|^notify\/notify\.ts$|^invocation\.ts$|^aws\/answers\.ts$|^delivery\/(ledger\/(runner|memory)|claims|deduplicate|rate-limit)\.ts$|^jq\/(real\/compile|in-process\/builtins\/dates)\.ts$/,
  },
];

const sources = readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readText(`src/${path}`) }));

const placeOf = (path: string): string => path.split('/')[0] ?? path;

/** The files of ours that a source imports, as paths below src. */
const importsOf = ({ path, text }: { readonly path: string; readonly text: string }): readonly string[] =>
  [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, target = '']) =>
    new URL(target, `file:///${path}`).pathname.slice(1),
  );

describe('every source stays inside its boundary', () => {
  it.each(sources)('$path', (source) => {
    const place = placeOf(source.path);
    const boundary = boundaries[place];
    expect(boundary, `src/${place} is not in the table of boundaries`).toBeDefined();
    const may = [place, ...(boundary?.may ?? [])];
    const strangers = importsOf(source).filter(
      (target) => !['*', placeOf(target), target].some((allowed) => may.includes(allowed)),
    );
    expect(strangers, `${place} may not import them: ${boundary?.because}`).toEqual([]);
  });
});

describe('what belongs in one place stays there', () => {
  it.each(fences)('$what', ({ pattern, only }) => {
    expect(
      sources.filter(({ path, text }) => pattern.test(text) && !only.test(path)).map(({ path }) => path),
    ).toEqual([]);
    expect(
      sources.some(({ path, text }) => pattern.test(text) && only.test(path)),
      'the fence guards nothing',
    ).toBe(true);
  });
});

it('there are no barrels, and every import names its file', () => {
  expect(sources.filter(({ path }) => path.endsWith('/index.ts'))).toEqual([]);
  expect(sources.flatMap(importsOf).filter((target) => !/\.ts$|^package\.json$/.test(target))).toEqual([]);
});

describe('the table has nothing that nobody needs', () => {
  it.each(Object.entries(boundaries))('%s', (place, { may }) => {
    const ours = sources.filter(({ path }) => placeOf(path) === place);
    expect(ours, 'the place is gone').not.toEqual([]);
    const imported = new Set(ours.flatMap(importsOf).flatMap((target) => [placeOf(target), target]));
    expect(may.filter((target) => target !== '*' && !imported.has(target))).toEqual([]);
  });
});
