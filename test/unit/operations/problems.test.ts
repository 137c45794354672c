import { expect, it } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import { brokenConfig, refusedForGood, removedLogs } from '../../../src/operations/problems.ts';

const folder = 'AWSLogs/111122223333/CloudTrail/us-east-1';
const removed = (key: string) => ({ bucket: 'trail', key });

const aFailure = (id: string, failure: DeliveryError['failure']) => ({
  status: 'failed' as const,
  what: 'alert of rule "R"',
  destination: { id, type: 'slack_webhook', deliver: async () => 'delivered' as const },
  logFiles: ['s3://trail/a'],
  error: new DeliveryError('Slack answered 404: no_service', failure),
});

it('a destination that refuses for good is one problem, however much it refused', () => {
  const gone = aFailure('S', { outcome: 'refused', retryable: false });
  const busy = aFailure('T', { outcome: 'refused', retryable: true });
  const lost = aFailure('U', { outcome: 'unknown', retryable: true });
  expect(refusedForGood([gone, gone, busy, lost], [])).toMatchObject([
    {
      subject: 'destination:S',
      destination: 'S',
      facts: [
        ['Alert', 'alert of rule "R"'],
        ['Answer', 'Slack answered 404: no_service'],
      ],
    },
  ]);
});

it.each([
  ['Security channel', "tattletail notify 'Security channel', which"],
  ['$(id)', "tattletail notify '$(id)', which"],
])('its advice is a command that a shell runs: %s', (id, command) => {
  const [problem] = refusedForGood([aFailure(id, { outcome: 'refused', retryable: false })], []);
  expect(problem?.advice).toContain(command);
});

it('so is one whose fallback gets what it refuses', () => {
  const { what, destination, logFiles } = aFailure('S', { outcome: 'refused', retryable: false });
  const refusal = { fallback: 'T', reason: 'Slack answered 404: no_service' };
  expect(refusedForGood([], [{ status: 'fallback', what, destination, logFiles, refusal }])).toMatchObject([
    { subject: 'destination:S', destination: 'S' },
  ]);
});

it('removed log files and digests are a problem of their account and region', () => {
  const digests = 'prefix/AWSLogs/o-abcdefghij/111122223333/CloudTrail-Digest/us-east-1';
  const problems = removedLogs([
    removed(`${folder}/2026/11/27/a.json.gz`),
    removed(`${folder}/2026/11/27/b.json.gz`),
    removed(`${digests}/2026/11/27/c.json.gz`),
    removed('AWSLogs/111122223333/elasticloadbalancing/us-east-1/d.log'),
    removed('something/else.json'),
  ]);
  expect(problems.map(({ subject, sentence }) => [subject, sentence])).toEqual([
    [`removed:s3://trail/${folder}`, '2 objects of CloudTrail were removed. Trails never do that.'],
    [`removed:s3://trail/${digests}`, 'One object of CloudTrail was removed. Trails never do that.'],
  ]);
});

it('who empties a bucket causes one alert', () => {
  const regions = Array.from({ length: 17 }, (_, index) =>
    removed(`AWSLogs/111122223333/CloudTrail/region-${index}/2026/11/27/a.json.gz`),
  );
  expect(removedLogs(regions)).toMatchObject([
    {
      subject: 'removed:s3://trail',
      sentence: '17 objects of CloudTrail were removed. Trails never do that.',
    },
  ]);
});

it('a config with very many problems is a short alert', () => {
  const message = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
  expect(brokenConfig(message).facts[0]?.[1]).toHaveLength(20);
});
