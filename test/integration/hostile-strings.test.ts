import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import type { JsonObject } from '../../src/json.ts';
import { hostileAlerts, hostileRecords } from '../support/hostile-alerts.ts';
import { hiddenCharacter, messageTexts } from '../support/hostile-texts.ts';
import { startServices } from '../support/services.ts';

/** The first layout and format of a type, and each other one, as its settings list them when they get none of these. */
const looksOf = ({ keys, settings }: (typeof destinationTypes)[number]): readonly JsonObject[] => [
  {},
  ...['layout', 'format']
    .filter((key) => keys.includes(key))
    .flatMap((key) => {
      const { error } = settings.safeParse({ [key]: 'nosuch' });
      const issue = error?.issues.find(({ path }) => path[0] === key);
      return issue?.code === 'invalid_value'
        ? issue.values.slice(1).map((value) => ({ [key]: String(value) }))
        : [];
    }),
];

const all = destinationTypes.flatMap((type) => looksOf(type).map((look) => ({ type: type.type, look })));

it('every layout and format is known here', () =>
  expect(all.map(({ type, look }) => [type, ...Object.values(look)].join(' '))).toEqual(
    expect.arrayContaining([
      'slack_webhook classic',
      'ses classic',
      'sns chatbot',
      'sns ocsf',
      'webhook ocsf',
      'teams_webhook',
    ]),
  ));

describe.each(all)('a message of $type $look', ({ type, look }) => {
  it.each(messageTexts.map(([what, text]) => ({ what, text })))(
    'is accepted, and does nothing but show text, wherever a record has $what',
    async ({ text }) => {
      await using services = await startServices();
      const { server, variants = [], active, messages, keepsTexts } = services.destinationOf(type);
      const settings = [look, ...(Object.keys(look).length === 0 ? variants : [])];
      for (const more of settings)
        for (const alert of hostileAlerts(text)) await services.send(type, alert, more);
      expect(server.requests.filter(({ status = 0 }) => status >= 300)).toEqual([]);
      expect(active()).toEqual([]);
      if (settings.some((some) => keepsTexts?.(some))) return;
      for (const message of messages()) expect(hiddenIn(textsIn(message.text))).toBe('');
    },
  );
});

/** The first character that nobody sees, with what stands before it. */
const hiddenIn = (text: string): string => {
  const shown = text.replaceAll('\n', '');
  const at = shown.search(hiddenCharacter);
  return at === -1 ? '' : JSON.stringify(shown.slice(Math.max(0, at - 40), at + 1));
};

/** JSON without its escapes, and other text as it is. */
const textsIn = (text: string): string => {
  try {
    return allTexts(JSON.parse(text)).join('\n');
  } catch {
    return text;
  }
};

const allTexts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...allTexts(member)]);
};

const config = `
[[rule]]
name = "All"
severity = "high"
jq_match = "true"
destinations = ["topic"]
[[rule]]
name = "Values"
jq_match = "[.eventName, .userIdentity.userName, .requestParameters, .errorMessage]"
destinations = ["topic"]
[[rule]]
name = "Nearly"
jq_match = 'select(.eventName == "nosuch" and .eventSource != 1)'
destinations = ["topic"]
[[rule]]
name = "Broken"
jq_match = "error(.userAgent)"
destinations = ["topic"]
[[rule]]
name = "Many"
jq_match = "true"
threshold = { count = 2, key = ".awsRegion", distinct = ".eventName" }
destinations = ["topic"]
[[destination]]
id = "topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

const commands = [
  ['scan'],
  ['scan', '--verbose', '--near'],
  ['scan', '--format', 'jsonl'],
  ['scan', '--format', 'jsonl', '--near'],
  ['scan', '--format', 'count'],
  ['explain', 'Values'],
  ['explain', 'Nearly'],
  ['explain', 'Broken'],
  ['explain', 'Many'],
  ['preview'],
].map((command) => [command.join(' '), command] as const);

const short = messageTexts.map(([, text]) => text).filter((text) => text.length < 10_000);

/** `explain` shows ten records. */
const records: Readonly<Record<string, readonly (readonly JsonObject[])[]>> = {
  explain: [0, 10, 20, 30].map((from) =>
    short.slice(from, from + 10).flatMap((text) => hostileRecords(text).slice(4, 5)),
  ),
};

it.each(commands)('nothing of a record that %s shows is obeyed by a terminal', async (_, command) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-hostile-'));
  const [configFile, logFile] = [join(folder, 'tattletail.toml'), join(folder, 'records.json')];
  writeFileSync(configFile, config);
  for (const some of records[command[0] ?? ''] ?? [short.flatMap(hostileRecords)]) {
    writeFileSync(logFile, JSON.stringify({ Records: some }));
    const stdout = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = new PassThrough();
    const written = Promise.all([stdout, stderr].map((stream) => textOf(stream)));
    await main([...command, '--config', configFile, logFile], {
      stdin: Readable.from([]),
      stdout,
      stderr,
      env: {},
      invoke: () => expect.fail('nothing may be sent'),
    });
    stdout.end();
    stderr.end();
    const shown = await written;
    expect(shown.join('')).toMatch(/\S/);
    for (const one of shown) expect(hiddenIn(withoutOurs(one))).toBe('');
  }
});

/** Without our colours, which no text of the table has. */
const withoutOurs = (shown: string): string => shown.replace(/\p{Cc}\[\d{1,2}(?:;\d{1,2})*m/gu, '');
