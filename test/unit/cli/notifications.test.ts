import { execFileSync, spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

const notifications = (current: string, ...args: readonly string[]) =>
  runMain(['notifications', ...args], { stdin: Readable.from([Buffer.from(current)]) });

const queue = 'arn:aws:sqs:us-east-1:111122223333:trail';
const current = JSON.stringify({
  TopicConfigurations: [
    {
      Id: "it's mine",
      TopicArn: 'arn:aws:sns:us-east-1:111122223333:t',
      Events: ['s3:ObjectRemoved:*'],
      Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'AWSLogs/' }] } },
    },
  ],
});

/** The words that a shell makes of a command. */
const wordsOf = (command: string): readonly string[] =>
  execFileSync('sh', ['-c', `aws() { for word; do printf '%s\\0' "$word"; done; }\n${command}`], {
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);

describe('the command that is printed', () => {
  it('puts the merged document, whatever is in it', async () => {
    const { code, stdout } = await notifications(current, '--bucket', 'my-trail', '--queue', queue);
    expect(code).toBe(0);
    const [service, command, bucketOption, bucket, option, document = ''] = wordsOf(stdout);
    expect([service, command, bucketOption, bucket, option]).toEqual([
      's3api',
      'put-bucket-notification-configuration',
      '--bucket',
      'my-trail',
      '--notification-configuration',
    ]);
    expect(JSON.parse(document)).toEqual({
      ...JSON.parse(current),
      QueueConfigurations: [
        {
          Id: 'tattletail-trail',
          QueueArn: queue,
          Events: ['s3:ObjectCreated:*'],
          Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'AWSLogs/' }] } },
        },
      ],
    });
  });

  describe('where nothing came, as aws prints nothing for a bucket without notifications and nothing when it fails', () => {
    it.each([
      ['turns on EventBridge if there are none', 'true', true],
      ['changes nothing if aws fails', 'false', false],
      ['changes nothing if there are some', "echo '{}'", false],
    ])('%s', async (_, get, isPut) => {
      const { stdout } = await notifications('', '--bucket', "it's mine", '--eventbridge');
      const aws = `aws() { case "$2" in get*) test "$4" = "it's mine" && ${get};; *) echo "$@";; esac; }`;
      const ran = spawnSync('sh', ['-c', `${aws}\n${stdout}`], { encoding: 'utf8' });
      expect(ran).toMatchObject(
        isPut
          ? {
              status: 0,
              stdout: `s3api put-bucket-notification-configuration --bucket it's mine --notification-configuration {"EventBridgeConfiguration":{}}\n`,
              stderr: '',
            }
          : { status: 1, stdout: '', stderr: 'Nothing was changed.\n' },
      );
    });
  });

  it('moves the cursor of no terminal', async () => {
    const { stdout } = await notifications(
      JSON.stringify({ TopicConfigurations: [{ TopicArn: '\u009b2J', Events: ['s3:ObjectRemoved:*'] }] }),
      ...['--bucket', 'my-trail', '--eventbridge'],
    );
    expect(stdout).toContain('\\u009b2J');
  });

  it('is not there if nothing changes', async () => {
    const { code, stdout, stderr } = await notifications(
      '{"EventBridgeConfiguration": {}}',
      ...['--bucket', 'my-trail', '--eventbridge'],
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'my-trail notifies it already: there is nothing to change\n',
    });
  });

  it('comes with the difference, apart from it', async () => {
    const { stderr } = await notifications(
      current,
      '-b',
      'my-trail',
      '--queue',
      queue,
      '--prefix',
      'logs/AWSLogs/',
    );
    expect(stderr).toBe(
      [
        'The notifications of my-trail would be:',
        '  s3:ObjectRemoved:* prefix AWSLogs/ to arn:aws:sns:us-east-1:111122223333:t',
        `+ s3:ObjectCreated:* prefix logs/AWSLogs/ to ${queue}`,
        '',
      ].join('\n'),
    );
  });
});

describe('refused is', () => {
  it.each([
    ['no target', [], 64, /name one of/],
    ['two targets', ['--eventbridge', '--queue', queue], 64, /cannot be used with/],
    ['an ARN of another service', ['--function', queue], 64, /must be the ARN of a function/],
    ['a FIFO queue, which S3 does not notify', ['--queue', `${queue}.fifo`], 64, /not a FIFO one/],
  ])('%s', async (_, args, code, message) => {
    const answer = await notifications(current, '--bucket', 'my-trail', ...args);
    expect(answer).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
  });

  it.each([
    ['what is no JSON', 'An error occurred', /got no JSON/],
    ['another document', '{"Rules": []}', /got Unrecognized key: "Rules"/],
    [
      'an entry without events',
      '{"QueueConfigurations": [{"QueueArn": "a"}]}',
      /got QueueConfigurations\.0\.Events: /,
    ],
  ])('%s', async (_, input, message) => {
    const answer = await notifications(input, '--bucket', 'my-trail', '--eventbridge');
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('what overlaps, without a command', async () => {
    const taken = JSON.stringify({
      QueueConfigurations: [{ QueueArn: queue, Events: ['s3:ObjectCreated:Put'] }],
    });
    const answer = await notifications(
      taken,
      ...['--bucket', 'my-trail', '--topic', 'arn:aws:sns:us-east-1:111122223333:trail'],
    );
    expect(answer).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Use --eventbridge'),
    });
  });
});
