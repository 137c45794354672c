import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertFor } from '../../src/alerts/alert.ts';
import { jqEngine } from '../../src/choose-jq.ts';
import { findingText } from '../../src/cli/check-formats.ts';
import { defineKeys, ignoreKeys, profileKeys } from '../../src/config/ignore-schema.ts';
import { examineConfig, loadConfig } from '../../src/config/load.ts';
import { metricsKeys } from '../../src/config/metrics-table.ts';
import { operationsKeys } from '../../src/config/operations-table.ts';
import { withItsIncluded } from '../../src/config/read-file.ts';
import { overrideKeys, ruleKeys } from '../../src/config/rule-schema.ts';
import { testKeys } from '../../src/config/rule-test-schema.ts';
import { testsBeside } from '../../src/config/rule-tests.ts';
import { deliveryKeys, trailKeys } from '../../src/config/schema.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import { slackMessage } from '../../src/destinations/slack/message.ts';
import { findingsIn } from '../../src/doctor/findings.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { logReport } from '../../src/report/log.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { aTag, neverAborted } from '../support/builders.ts';
import { cloneRepository } from '../support/clone.ts';
import { pathOf, readText } from '../support/fixtures.ts';
import { slackPicture } from '../support/slack-picture.ts';

/** What people read, by its path: each page with its blocks of code. */
const pages = [
  'README.md',
  'README.ja.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(pathOf('docs')).map((name) => `docs/${name}`),
].map((path) => ({ path, text: readText(path) }));

interface Block {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of a page in a language, with the line on which each begins. */
const blocksOf = ({ path, text }: (typeof pages)[number], language: string): readonly Block[] =>
  [...text.matchAll(/^```(.*?)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(({ index, 2: block = '' }) => ({
      page: path,
      line: text.slice(0, index).split('\n').length,
      text: block,
    }));

const blocks = (language: string): readonly Block[] => pages.flatMap((page) => blocksOf(page, language));

describe('every TOML block is a config that can be used', () => {
  const example = readText('tattletail.example.toml');
  const itsDestinations = example.slice(example.indexOf('[[destination]]'));
  it.each(blocks('toml'))('$page, line $line', async ({ text }) => {
    const whole = text.includes('[[destination]]') ? text : `${text}\n${itsDestinations}`;
    const block = { uri: pathOf('block.toml'), text: whole };
    // What is in S3 cannot be read here.
    const config = whole.includes('s3://') ? block : await withItsIncluded(block);
    await expect(loadConfig(config, jqEngine(jqWasm).compile)).resolves.toBeDefined();
  });
});

describe('every TOML block of tests has tests that can be read', () => {
  it.each(blocks('toml tests of "Access key created"'))('$page, line $line', async ({ text }) => {
    const rules = [{ id: 'Access key created', name: 'Access key created' }];
    expect(await testsBeside({ uri: 'block', text }, rules)).not.toEqual([]);
  });
});

describe('every broken TOML block has the problems that stand below it', () => {
  it.each(blocks('toml broken'))('$page, line $line', async ({ page, line, text }) => {
    const [output] = blocks('').filter((block) => block.page === page && block.line > line);
    await expect(loadConfig({ uri: 'tattletail.toml', text }, jqWasm().compile)).rejects.toThrow(
      output?.text.trimEnd() ?? 'no output',
    );
  });
});

describe('every TOML block with mistakes has the findings that stand below it', () => {
  it.each(blocks('toml mistakes'))('$page, line $line', async ({ page, line, text }) => {
    const [output] = blocks('').filter((block) => block.page === page && block.line > line);
    const config = { uri: 'tattletail.toml', text };
    const examined = await examineConfig(config, jqWasm().compile);
    const shown = findingsIn(config, examined).map((finding) =>
      findingText('tattletail.toml', finding, false),
    );
    expect(shown.join('')).toBe(output?.text);
  });
});

describe('docs/check.md names every kind of finding', () => {
  const kinds = [...readText('docs/check.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, kind = '']) => kind);
  const found = readdirSync(pathOf('src/doctor'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readText(`src/doctor/${path}`).matchAll(/kind: '([\w-]+-[\w-]+)'/g)])
    .map(([, kind = '']) => kind);
  it.each([...new Set(found)])('%s', (kind) => expect(kinds).toContain(kind));
});

describe('every jq block compiles', () => {
  it.each(blocks('jq'))('$page, line $line', async ({ text }) => {
    await expect(jqWasm().compile([text])).resolves.toBeDefined();
  });
});

describe('every JSON block is JSON', () => {
  it.each(blocks('json'))('$page, line $line', ({ text }) => {
    expect(JSON.parse(text)).toBeInstanceOf(Object);
  });
});

describe('the tables name everything', () => {
  it.each([
    ['docs/rules.md', [...ruleKeys, ...defineKeys, ...ignoreKeys, ...profileKeys, ...trailKeys]],
    ['docs/rules.md', [...overrideKeys, 'include', 'default_destinations']],
    [
      'docs/destinations.md',
      ['id', 'type', ...destinationTypes.flatMap(({ type, keys }) => [type, ...keys])],
    ],
    ['docs/delivery.md', deliveryKeys],
    ['docs/operations.md', [...operationsKeys, ...metricsKeys]],
    ['docs/testing-rules.md', testKeys],
  ])('that a config may say, in %s', (path, keys) => {
    const named = [...readText(path).matchAll(/`([\w-]+)`|^([\w-]+) = /gm)].map(
      ([, code, key]) => code ?? key,
    );
    expect(named).toEqual(expect.arrayContaining([...keys]));
  });

  /** What the table of a section has in its first column. */
  const named = (path: string, heading: string): readonly string[] => {
    const [, text = ''] =
      new RegExp(`^## ${heading}\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(readText(path)) ?? [];
    return [...text.matchAll(/^\| ([^|]*)/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    );
  };

  const sources = (): readonly string[] =>
    readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readText(`src/${path}`));

  it('that is counted', () => {
    // What is counted by its name in the code, without dimensions that cost more, and the numbers of a report.
    const counted = sources().flatMap((code) =>
      [...code.matchAll(/\blog\.count\('(\w+)'(?:, [\w.]+)?\)/g)].map(([, name = '']) => name),
    );
    const nothing = () => {};
    const log = { info: nothing, warn: nothing, error: nothing, begin: nothing, flush: nothing };
    const report = {
      logFiles: [],
      deliveries: { delivered: 0, deduplicated: 0, undelivered: [], fallbacks: [] },
    };
    logReport({ ...log, count: (metric) => void counted.push(metric) }, report, {
      malformed: { count: 0, reasons: [] },
      skipped: new Map(),
      by: {},
      ms: 0,
    });
    expect(named('docs/operations.md', 'Metrics').toSorted()).toEqual([...new Set(counted)].toSorted());
  });

  it('that is read from the environment', () => {
    const variables = new Set(
      sources()
        .join('\n')
        .match(/\b(?:AWS|JQ|S3_CONFIG|TATTLETAIL)_[A-Z\d_]+\b/g),
    );
    // Lambda itself sets this one.
    variables.delete('AWS_LAMBDA_FUNCTION_NAME');
    expect(named('docs/operations.md', 'Environment variables').toSorted()).toEqual(
      [...variables].toSorted(),
    );
  });
});

/** What a page shows of the output of the shell block on this line, if it does so before the next. */
const printedBy = (page: (typeof pages)[number], line: number): string => {
  const [next] = blocksOf(page, 'sh').filter((block) => block.line > line);
  const [printed] = blocksOf(page, 'text printed').filter((block) => block.line > line);
  return printed === undefined || (next !== undefined && next.line < printed.line) ? '' : printed.text;
};

describe('every shell block runs, page by page from a fresh clone', () => {
  const bin = mkdtempSync(join(tmpdir(), 'tattletail-bin-'));
  // One folder for all of them: what Node has compiled for one page, it knows by its path for the next.
  const clone = mkdtempSync(join(tmpdir(), 'tattletail-clone-'));

  beforeAll(() => {
    writeFileSync(join(bin, 'aws'), readText('test/support/aws-stand-in.cjs'));
    chmodSync(join(bin, 'aws'), 0o755);
  });
  afterAll(() => rmSync(clone, { recursive: true }));

  describe.each(pages.filter((page) => blocksOf(page, 'sh').length > 0))('$path', (page) => {
    beforeAll(() => void cloneRepository(clone));

    it.each(blocksOf(page, 'sh'))('line $line', { timeout: 180_000 }, ({ line, text }) => {
      // These are what runs just now, or take minutes; whether make finds a way to run them can be tried here.
      const script = text.replaceAll(/^make (test|check|bench|fuzz|chaos)/gm, 'make --dry-run $1');
      const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: clone,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
      });
      // The example has a webhook that is none, as check says.
      const output = (stdout + stderr).replaceAll(/^.*\bplaceholder-(?:webhook|secret)\b.*\n/gm, '');
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.not.stringMatching(/warning|not found/i),
      });
      expect(stdout).toContain(printedBy(page, line));
    });
  });
});

describe('explanations are printed as they are shown', () => {
  // Those of a config that the page writes are compared where its shell blocks run.
  const explaining = pages
    .filter((page) => blocksOf(page, 'text printed').length === 0)
    .flatMap((page) => blocksOf(page, 'sh'))
    .filter(({ text }) => /^node src.* (?:explain|--near) /.test(text));

  it.each(explaining)('$page, line $line', ({ page, line, text }) => {
    const [shown] = blocks('text').filter((block) => block.page === page && block.line > line);
    const { stdout } = spawnSync('sh', ['-c', text], { cwd: pathOf('.'), encoding: 'utf8' });
    expect(stdout).toContain(shown?.text ?? 'no output');
  });

  it('in at least two places', () => {
    expect(explaining.length).toBeGreaterThan(1);
  });
});

describe('every link leads somewhere', () => {
  it.each(pages)('in $path', ({ path, text }) => {
    const targets = [...text.matchAll(/\]\((?!https:\/\/)([^)]+)\)/g)].map(([, target = '']) => target);
    const broken = targets.filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : join(dirname(path), file);
      return (
        !existsSync(pathOf(found)) || (anchor !== undefined && !anchorsOf(readText(found)).includes(anchor))
      );
    });
    expect(broken).toEqual([]);
  });

  /** As GitHub makes them of headings. */
  const anchorsOf = (text: string): readonly string[] =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
});

describe('the map of CONTRIBUTING', () => {
  const [, map = ''] = /^## Map\n+```\n(.*?)^```/ms.exec(readText('CONTRIBUTING.md')) ?? [];
  const paths = map
    .trim()
    .split('\n')
    .map((line) => /^\S+(?= {2,}\S)/.exec(line)?.[0] ?? line);

  it.each(paths)('%s exists', (path) => {
    expect(existsSync(pathOf(path))).toBe(true);
    expect(statSync(pathOf(path)).isDirectory()).toBe(path.endsWith('/'));
  });

  it('and every path in its text exist', () => {
    const named = [
      ...readText('CONTRIBUTING.md').matchAll(/`((?:src|test|fixtures|tools|\.github)\/[^`*]+)`/g),
    ];
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(pathOf(path)))).toEqual([]);
  });

  it.each(['src/', 'test/'])('names everything in %s', (folder) => {
    const there = readdirSync(pathOf(folder), { withFileTypes: true }).map(
      (entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`,
    );
    expect(there.filter((path) => !paths.includes(path))).toEqual([]);
  });
});

it.each(pages)('$path says send, deliver, alert or report where it means that', ({ text }) => {
  expect(text).not.toMatch(/\b(tell|tells|told|telling)\b/i);
});

it('the README has at most 200 lines: everything else has a page in docs/', () => {
  expect(readText('README.md').split('\n').length).toBeLessThanOrEqual(200);
});

it('the picture of a message is taken of the message that is really sent (tools/picture.sh takes it)', async () => {
  const { config, programs } = await loadConfig(
    { uri: 'example', text: readText('tattletail.example.toml') },
    jqWasm().compile,
  );
  const { Records } = JSON.parse(readText('fixtures/log-files/morning.json'));
  const { matches } = await createMatcher(config.rules)(programs.start({ signal: neverAborted }), Records);
  const session = matches.find(({ rule }) => rule.name.startsWith('Session'));
  const message = session === undefined ? {} : slackMessage(alertFor(session, 's3://my-trail/key'), aTag());
  await expect(slackPicture(message)).toMatchFileSnapshot(pathOf('fixtures/pictures/slack-message.html'));
});
