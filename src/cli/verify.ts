import { TattletailError } from '../errors.ts';
import { findDigests } from '../trail/digests/find.ts';
import type { DigestStore } from '../trail/digests/store.ts';
import { withoutDigests } from '../trail/digests/undigested.ts';
import { isWrong, type Verdict } from '../trail/digests/verdict.ts';
import { verifyDigests } from '../trail/digests/verify.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { localTrails } from './local-digests.ts';
import { accountFrom, regionFrom } from './place-options.ts';
import { startBar } from './progress.ts';
import { keysFrom } from './verify-keys.ts';
import { shownVerdict, summaryOfVerdicts } from './verify-text.ts';
import { hourMs, timeAt } from './verify-times.ts';

export const verify: DefineCommand = (program, terminal, finish) => {
  const now = Date.now();
  program
    .command('verify')
    .summary('verify that log files are as CloudTrail wrote them')
    .description(
      "Verifies the signatures of CloudTrail's digests, their chain, and the hashes of the log files that they list. Names what was modified, is missing, or is not listed.",
    )
    .argument('<place>', 'a bucket as s3://bucket/prefix, or a folder with a copy of it')
    .requiredOption(
      '--since <time>',
      'the first hour: 2026-11-20, 2026-11-20T08:00Z, or 7d or 36h ago',
      timeAt(now),
    )
    .option('--until <time>', 'the last hour; without it, now', timeAt(now))
    .option('--account <id>', 'only of this account', accountFrom)
    .option('--region <name>', 'only of this region', regionFrom)
    .option(
      '--public-keys <file>',
      'what aws cloudtrail list-public-keys printed, in place of asking CloudTrail; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    )
    .addHelpText('after', examples)
    .action(async (place: string, options: Options, command) => {
      if (options.since >= (options.until ?? now)) command.error('error: --since must be before --until');
      else finish(await runVerify(place, { ...options, now }, terminal));
    });
};

interface Options {
  /** In milliseconds. */
  readonly since: number;
  readonly until?: number;
  readonly account?: string;
  readonly region?: string;
  readonly publicKeys: readonly string[];
}

const examples = `
Examples:
  tattletail verify s3://my-trail --since 7d
  tattletail verify s3://my-trail/prefix --since 2026-11-20 --until 2026-11-21 --region us-east-1
  aws cloudtrail list-public-keys --start-time 2026-11-20 --end-time 2026-11-21 > keys.json
  tattletail verify copy/ --since 2026-11-20 --until 2026-11-21 --public-keys keys.json`;

/** A digest comes some time after its hour. CloudTrail does not say how long that may take. */
const lateMs = 3 * hourMs;

interface Trail {
  readonly prefix: string;
  readonly store: DigestStore;
}

const runVerify = async (
  place: string,
  { since, until, account, region, publicKeys: keyFiles, now }: Options & { readonly now: number },
  terminal: Terminal,
): Promise<ExitCode> => {
  const range = { since, until: until ?? now, account, region };
  const { signal } = new AbortController();
  const trails = await trailsAt(place, terminal);
  // A backfill may have been signed at any time since.
  const publicKeys = await keysFrom(keyFiles, { since, until: now }, signal);
  const found = await Promise.all(
    trails.map(async ({ store, prefix }) => ({
      store,
      prefix,
      chains: await findDigests(store, { ...range, prefix }, signal),
    })),
  );
  const count = found.flatMap(({ chains }) => chains.flat()).length;
  if (count === 0) throw new TattletailError(noDigests(place));
  const { isQuiet, stdout, stderr } = terminal;
  const bar =
    isQuiet?.() !== true && stderr.isTTY === true ? await startBar(count, 'digests', stderr) : undefined;
  const [counts, wrong] = [new Map<string, number>(), [] as Verdict[]];
  try {
    for (const { store, prefix, chains } of found) {
      const expectedUntil = Math.min(range.until, now - lateMs);
      const options = { store, publicKeys, range, expectedUntil, signal };
      const verdicts = allOf(
        verifyDigests(chains, options),
        withoutDigests(chains, { ...options, range: { ...range, prefix } }),
      );
      for await (const verdict of verdicts) {
        const what = `${verdict.kind} ${verdict.status}`;
        counts.set(what, (counts.get(what) ?? 0) + 1);
        if (verdict.kind === 'digest' && verdict.status !== 'gap') bar?.increment();
        if (isWrong(verdict) && bar !== undefined) wrong.push(verdict);
        else if (isWrong(verdict)) await say(stdout, shownVerdict(verdict));
      }
    }
  } finally {
    bar?.stop();
  }
  for (const verdict of wrong) await say(stdout, shownVerdict(verdict));
  await note(terminal, stdout, summaryOfVerdicts(counts));
  const isGood = [...counts.keys()].every((what) => / (valid|unverified)$/.test(what));
  if (isGood && counts.has('digest valid')) return exitCodes.ok;
  if (isGood) await say(stderr, 'error: no digest could be verified\n');
  return exitCodes.failed;
};

const allOf = async function* (...parts: readonly AsyncIterable<Verdict>[]): AsyncGenerator<Verdict> {
  for (const part of parts) yield* part;
};

const noDigests = (place: string): string =>
  `${place} has no digests of that time: digests are below [prefix/]AWSLogs/, and only if log file validation is on (aws cloudtrail update-trail --enable-log-file-validation)`;

const trailsAt = async (place: string, { stdin }: Terminal): Promise<readonly Trail[]> => {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  if (bucket === undefined)
    return (await localTrails(place, stdin)).map(({ root, store }) => ({ prefix: root, store }));
  // The AWS SDK takes longer to load than most commands take to run.
  const [{ createAwsClients }, { s3DigestStore }] = await Promise.all([
    import('../aws/clients.ts'),
    import('../aws/s3-digests.ts'),
  ]);
  return [{ prefix, store: s3DigestStore(createAwsClients().s3, bucket) }];
};
