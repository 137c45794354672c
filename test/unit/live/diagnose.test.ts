import { describe, expect, it } from 'vitest';
import { type Account, functionArn, trailArn } from '../../support/account/account.ts';
import { config, examined, healthyAccount, topicArn } from '../../support/account/examined.ts';
import { optional, type Trigger, triggers } from '../../support/template.ts';

type Break = (account: Account) => void;

/** The lines about an account that this was done to. */
const linesAbout = async (breakIt: Break, trigger: Trigger = 'eventbridge') => {
  const account = healthyAccount(trigger);
  breakIt(account);
  return (await examined(account)).lines;
};

const rule = 'arn:aws:events:eu-central-1:111122223333:rule/cloudtrail-tattletail-rule-1abc';
const queue = 'arn:aws:sqs:eu-central-1:111122223333:cloudtrail-tattletail-queue-1abc';
const inS3 = { S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'tattletail.toml' };
const minutesAgo = (minutes: number): number => Date.now() / 1000 - minutes * 60;

const having =
  (more: Partial<Account>): Break =>
  (account) =>
    void Object.assign(account, more);

const withConfig =
  (text: string): Break =>
  ({ objects }) =>
    void objects.set('config/tattletail.toml', text);

describe('a function that was deployed by the template is healthy', () => {
  it.each(triggers)('invoked by %s', async (trigger) =>
    expect((await examined(healthyAccount(trigger))).lines).toEqual([]),
  );

  it.each([
    ['with every parameter', 'sqs', {}],
    ['invoked by a topic that was there', 'sns', {}],
  ] as const)('%s', async (_, trigger, more) => {
    const { ExtraPolicyArn, MailFrom, AlertTopicArn, ...others } = optional;
    const account = healthyAccount(trigger, { ...others, OrganizationId: '', ...more });
    account.trails = [
      {
        ...{ Name: 'main', TrailARN: trailArn, S3BucketName: 'my-trail', S3KeyPrefix: 'logs' },
        KmsKeyId: optional.TrailKeyArn,
      },
    ];
    expect((await examined(account)).lines).toEqual([]);
  });
});

describe('what is wrong is found', () => {
  const rows: readonly (readonly [string, Break, string])[] = [
    [
      'the trail is stopped',
      (account) => void Object.assign(account.trailStatus, { IsLogging: false }),
      'error trail: the trail main is stopped',
    ],
    [
      'the trail may not write',
      (account) => void Object.assign(account.trailStatus, { LatestDeliveryError: 'AccessDenied' }),
      'error trail: the trail main cannot write to my-trail: AccessDenied',
    ],
    [
      'the trail is silent',
      (account) => void Object.assign(account.trailStatus, { LatestDeliveryTime: minutesAgo(100) }),
      'warning trail: the trail main has not delivered for 100 minutes',
    ],
    [
      'the trail is new',
      (account) => void Object.assign(account.trailStatus, { LatestDeliveryTime: undefined }),
      'warning trail: the trail main has never delivered',
    ],
    [
      'the bucket notifies nobody',
      (account) => void Object.assign(account.notified, { eventBridge: false }),
      'error trigger: the rule cloudtrail-tattletail-rule-1abc waits for the events of my-trail, which does not send them to EventBridge',
    ],
    [
      'no rule invokes the function',
      having({ rules: [] }),
      'error trigger: my-trail sends its events to EventBridge, but no rule there has the function as its target',
    ],
    [
      'the rule is for another bucket',
      (account) => {
        for (const one of account.rules)
          one.pattern = { source: ['aws.s3'], detail: { bucket: { name: ['b'] } } };
      },
      'error trigger: my-trail sends its events to EventBridge, but no rule there has the function as its target',
    ],
    [
      'the rule is for removed objects',
      (account) => {
        for (const one of account.rules)
          one.pattern = { source: ['aws.s3'], 'detail-type': ['Object Deleted'] };
      },
      'error trigger: my-trail sends its events to EventBridge, but no rule there has the function as its target',
    ],
    [
      'the rule is disabled',
      (account) => {
        for (const one of account.rules) one.state = 'DISABLED';
      },
      'error trigger: the rule cloudtrail-tattletail-rule-1abc of EventBridge is disabled',
    ],
    [
      'EventBridge may not invoke the function',
      having({ functionPolicy: [] }),
      `error trigger: the function does not allow events.amazonaws.com to invoke it for ${rule}`,
    ],
    [
      'the function has failed',
      (account) => void Object.assign(account.function, { State: 'Failed', StateReason: 'its key is gone' }),
      'error function: the function cannot be used: it has failed: its key is gone',
    ],
    [
      'the last update failed',
      (account) =>
        void Object.assign(account.function, {
          LastUpdateStatus: 'Failed',
          LastUpdateStatusReason: 'no image',
        }),
      'error function: the function cannot be used: its last update failed: no image',
    ],
    [
      'the function is stopped',
      having({ concurrency: 0 }),
      'error function: the function is stopped: its reserved concurrency is 0',
    ],
    [
      'the runtime is old',
      (account) => void Object.assign(account.function, { Runtime: 'nodejs20.x' }),
      'error function: the runtime is nodejs20.x, expected nodejs22.x or newer',
    ],
    [
      'there is little time',
      (account) => void Object.assign(account.function, { Timeout: 3 }),
      'warning function: the function has 3 seconds: large log files and retries take longer',
    ],
    [
      'there is little memory',
      (account) => void Object.assign(account.function, { MemorySize: 128 }),
      'warning function: the function has 128 MB: large log files take more, and less memory is a slower processor',
    ],
    [
      'the handler is another one',
      (account) => void Object.assign(account.function, { Handler: 'bootstrap' }),
      'warning function: the handler is bootstrap, expected that of the zip, index.handler',
    ],
    [
      'the dead-letter queue of the function takes nothing from the role',
      (account) => {
        account.onFailure = undefined;
        Object.assign(account.function, { DeadLetterConfig: { TargetArn: queue } });
      },
      `error role: the role does not allow sqs:SendMessage on ${queue}`,
    ],
    [
      'failed events are lost',
      having({ onFailure: undefined }),
      'warning function: events that fail three times are lost: there is no on-failure destination',
    ],
    [
      'there is no ledger',
      (account) => void Object.assign(account.function, { Environment: { Variables: inS3 } }),
      'warning ledger: there is no ledger: an event that Lambda retries alerts again',
    ],
    [
      'the bucket of the ledger is gone',
      (account) => void account.buckets.delete('ledger'),
      'error ledger: the bucket ledger of the ledger does not exist',
    ],
    [
      'the store of the ledger ignores conditions',
      having({ storeIgnoresConditions: true }),
      'error ledger: s3://ledger/claims/ cannot keep claims: the store ignores If-None-Match, so nobody can know what was delivered before',
    ],
    [
      'the sender is not verified',
      (account) => account.identities.clear(),
      'error mail: SES in eu-central-1 has verified neither tattletail@alerts.example.com nor its domain',
    ],
    [
      'SES is in its sandbox',
      (account) => void Object.assign(account.mail, { ProductionAccessEnabled: false }),
      'warning mail: SES in eu-central-1 is in its sandbox: it sends to verified addresses only, and 200 mails a day',
    ],
    [
      'SES has stopped sending',
      (account) => void Object.assign(account.mail, { SendingEnabled: false }),
      'error mail: SES has stopped sending of this account in eu-central-1',
    ],
    [
      'the topic is gone',
      (account) => void account.topics.delete(topicArn),
      `error topics: there is no topic ${topicArn}`,
    ],
    [
      'the parameter is gone',
      (account) => account.parameters.clear(),
      'error secrets: ssm:/tattletail/slack cannot be read: ParameterNotFound: No.: there is none of this name in the region of the function',
    ],
  ];

  it.each(rows)('%s', async (_, breakIt, line) => expect(await linesAbout(breakIt)).toEqual([line]));

  it('S3 may not invoke the function', async () =>
    expect(await linesAbout(having({ functionPolicy: [] }), 's3')).toEqual([
      'error trigger: the function does not allow s3.amazonaws.com to invoke it for arn:aws:s3:::my-trail',
    ]));

  it('S3 may invoke the function for another bucket only', async () =>
    expect(
      await linesAbout((account) => {
        const Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::other-*' } };
        account.functionPolicy = account.functionPolicy.map((one) => ({ ...one, Condition }));
      }, 's3'),
    ).toEqual([
      'error trigger: the function does not allow s3.amazonaws.com to invoke it for arn:aws:s3:::my-trail',
    ]));

  it.each([
    [
      'another prefix',
      { prefix: 'Config/' },
      'S3 notifies the function of other keys than those of log files',
    ],
    [
      'other events',
      { events: ['s3:ObjectRemoved:*'] },
      'my-trail does not notify the function of new log files',
    ],
  ])('S3 notifies the function of %s', async (_, more, message) =>
    expect(
      await linesAbout(
        ({ notified }) => void notified.functions.splice(0, 1, { arn: functionArn, ...more }),
        's3',
      ),
    ).toEqual([`error trigger: ${message}`]),
  );

  it('SNS may not invoke the function', async () => {
    const [line = '', ...others] = await linesAbout(having({ functionPolicy: [] }), 'sns');
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^error trigger: the function does not allow sns\.amazonaws\.com to invoke it for arn:/,
    );
  });

  it.each([
    [
      'Lambda does not read the queue',
      { State: 'Disabled' },
      `Lambda does not read ${queue}: that is disabled`,
    ],
    [
      'Lambda does not ask which messages failed',
      { FunctionResponseTypes: [] },
      `messages of ${queue} that fail are lost: Lambda does not ask which of a batch failed`,
    ],
  ])('%s', async (_, more, message) =>
    expect(await linesAbout((account) => void Object.assign(account.mappings[0] ?? {}, more), 'sqs')).toEqual(
      [`error trigger: ${message}`],
    ),
  );

  it('a variable that holds a secret is missing', async () =>
    expect(await linesAbout(withConfig(config.replace('ssm:/tattletail/slack', 'env:SLACK')))).toEqual([
      'error secrets: env:SLACK cannot be used: the environment has no such variable, or it is empty',
    ]));

  it('the bucket does not exist', async () => {
    const { findings } = await examined(healthyAccount(), { bucket: 'other' });
    expect(findings).toContainEqual({
      ...{ level: 'error', check: 'trigger', fix: 'look whether its name is right' },
      message: 'AWS did not answer what was asked: NoSuchBucket',
    });
  });

  it('nobody subscribed the function to the topic that the bucket notifies', async () => {
    const [line = '', ...others] = await linesAbout(({ topics }) => {
      for (const topic of topics.values()) topic.subscribers = [];
    }, 'sns');
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^error trigger: my-trail notifies arn:aws:sns:\S+, to which the function is not subscribed$/,
    );
  });

  it.each([
    ['is empty', ' ', 'the parameter is empty'],
    ['is JSON', '{"slack":"x"}', 'webhook_url must be a URL that begins with https://'],
    ['has quotes', '"https://hooks.slack.com/x"', 'webhook_url must have no quotes or brackets around it'],
    [
      'has a line break in it',
      'https://hooks.slack.com/\nx',
      'webhook_url must have no white space or control characters in it',
    ],
    [
      'leads elsewhere',
      'https://slack.example.org/secret',
      'webhook_url must be at hooks.slack.com or hooks.slack-gov.com, got "slack.example.org": if that is right, list it in allowed_hosts',
    ],
    ['is a reference', 'ssm:/other', 'it is another reference'],
  ])('a secret %s', async (_, value, reason) =>
    expect(await linesAbout((account) => void account.parameters.set('/tattletail/slack', value))).toEqual([
      `error secrets: ssm:/tattletail/slack cannot be used: ${reason}`,
    ]),
  );

  it.each([
    [
      'by default',
      { AWS: '*' },
      ['SNS:Publish', 'SNS:Subscribe'],
      { StringEquals: { 'AWS:SourceOwner': '444455556666' } },
      ['refused'],
    ],
    ['nothing but to subscribe', { AWS: '111122223333' }, 'sns:Subscribe', {}, ['refused']],
    ['everything', { AWS: 'arn:aws:iam::111122223333:root' }, 'sns:*', {}, []],
  ])('a topic of another account allows %s', async (_, Principal, Action, Condition, expected) => {
    const topic = topicArn.replace('111122223333', '444455556666');
    const lines = await linesAbout((account) => {
      withConfig(config.replace(topicArn, topic))(account);
      const Statement = { Effect: 'Allow', Principal, Action, Resource: topic, Condition };
      account.topics.set(topic, { policy: { Statement }, subscribers: [] });
      account.rolePolicies.push({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: topic }],
      });
    });
    const role = 'arn:aws:iam::111122223333:role/cloudtrail-tattletail-role-1abc';
    const refused = `error topics: the topic ${topic} of another account does not allow ${role} to publish`;
    expect(lines).toEqual(expected.map(() => refused));
  });

  it('a secret has no such key', async () =>
    expect(
      await linesAbout((account) => {
        withConfig(config.replace('ssm:/tattletail/slack', 'secretsmanager:slack#url'))(account);
        account.secrets.set('slack', '{}');
        account.rolePolicies.push({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        });
      }),
    ).toEqual([
      'error secrets: secretsmanager:slack#url cannot be used: the secret has no text under "url"',
    ]));
});

describe('a call that the role does not allow is found', () => {
  it.each([
    ['s3:GetObject', 's3:::my-trail/AWSLogs/111122223333/CloudTrail/'],
    ['s3:GetObject', 's3:::config/tattletail.toml'],
    ['s3:GetObject', 's3:::ledger/claims/'],
    ['s3:PutObject', 's3:::ledger/claims/'],
    ['s3:PutObject', 's3:::ledger/aws/lambda/async/'],
    ['s3:ListBucket', 's3:::ledger'],
    ['ses:SendEmail', ':identity/'],
    ['sns:Publish', ':alerts'],
    ['ssm:GetParameter', ':parameter/tattletail/slack'],
    ['kms:Decrypt', ':key/1'],
    ['sqs:ReceiveMessage', 'queue-1abc'],
  ])('%s on %s', async (Action, part) => {
    const account = healthyAccount('sqs', { TrailKeyArn: key });
    Object.assign(account.trails[0] ?? {}, { KmsKeyId: key });
    const statement = { Effect: 'Deny', Action, Resource: `*${part}*` };
    account.rolePolicies.push({ Version: '2012-10-17', Statement: [statement] });
    const { findings } = await examined(account);
    expect(findings).toEqual([
      {
        ...{ level: 'error', check: 'role' },
        message: expect.stringMatching(`^the role does not allow ${Action} on arn:.*${part}`),
        fix: expect.stringMatching(
          /^aws iam put-role-policy --role-name cloudtrail-tattletail-role-1abc .* --policy-document '\{.*\}'$/,
        ),
      },
    ]);
  });
});

const key = 'arn:aws:kms:eu-central-1:111122223333:key/1';

describe('a config that is not known keeps nothing else from being checked', () => {
  const stopped: Break = (account) => void Object.assign(account.trailStatus, { IsLogging: false });

  it.each([
    ['it is not there', ({ objects }: Account) => void objects.clear(), 'error config: ', 'NoSuchKey'],
    ['it is broken', withConfig('[[rule'), 'error config: ', 'TOML: expected = after the key'],
    [
      'it may not be read',
      ({ denied }: Account) => void denied.add('s3:GetObject'),
      'unchecked config: ',
      'AccessDenied',
    ],
    [
      'the ledger of the environment is none',
      (account: Account) =>
        void Object.assign(account.function.Environment.Variables, { TATTLETAIL_LEDGER: 'x' }),
      'error config: ',
      'TATTLETAIL_LEDGER must be s3://bucket/prefix, got "x"',
    ],
  ])('%s', async (_, breakIt, level, reason) => {
    const account = healthyAccount();
    stopped(account);
    breakIt(account);
    const { lines, results } = await examined(account);
    expect(lines[0]).toBe('error trail: the trail main is stopped');
    expect(lines[1]).toMatch(new RegExp(`^${level}what it names is not checked: .*${reason}`, 's'));
    expect(lines).toHaveLength(2);
    expect(results.map(({ check }) => check)).toEqual(['trail', 'trigger', 'function', 'config']);
  });

  it('it has no rules, which is an error', async () =>
    expect(await linesAbout(withConfig(''))).toEqual([
      'error config: s3://config/tattletail.toml has no rules: no alert will be sent',
    ]));
});

describe('what the caller may not see is neither good nor bad', () => {
  it.each([
    ['cloudtrail:DescribeTrails', ['trail', 'role']],
    ['cloudtrail:GetTrailStatus', ['trail']],
    ['s3:GetBucketNotification', ['trigger']],
    ['events:ListRuleNamesByTarget', ['trigger']],
    ['events:DescribeRule', ['trigger']],
    ['lambda:GetPolicy', ['trigger']],
    ['lambda:ListEventSourceMappings', ['trigger', 'function', 'role']],
    ['lambda:GetFunctionEventInvokeConfig', ['function', 'role']],
    ['lambda:GetFunctionConcurrency', ['function']],
    ['iam:SimulatePrincipalPolicy', ['role']],
    ['s3:ListBucket', ['ledger']],
    ['s3:PutObject', ['ledger']],
    ['ses:GetAccount', ['mail']],
    ['ses:GetEmailIdentity', ['mail']],
    ['sns:GetTopicAttributes', ['topics']],
    ['ssm:GetParameter', ['secrets']],
  ])('without %s, these are not checked: %s', async (permission, names) => {
    const account = healthyAccount();
    account.denied.add(permission);
    const { findings } = await examined(account, { bucket: 'my-trail' });
    expect(findings.map(({ check }) => check)).toEqual(names);
    for (const { level, fix } of findings) {
      expect(level).toBe('unchecked');
      expect(fix).toMatch(new RegExp(`^allow yourself ${permission}\\b`));
    }
  });

  it('without sns:ListSubscriptionsByTopic, the trigger is not checked', async () => {
    const account = healthyAccount('sns');
    account.denied.add('sns:ListSubscriptionsByTopic');
    const { findings } = await examined(account);
    expect(findings).toEqual([
      expect.objectContaining({
        ...{ level: 'unchecked', check: 'trigger', fix: 'allow yourself sns:ListSubscriptionsByTopic' },
      }),
    ]);
  });

  it('an object that may not be deleted is named', async () => {
    const account = healthyAccount();
    account.denied.add('s3:DeleteObject');
    const { findings } = await examined(account);
    const [uri = ''] = [...account.objects.keys()].filter((name) => name.startsWith('ledger/'));
    expect(findings).toEqual([expect.objectContaining({ level: 'warning', fix: `aws s3 rm s3://${uri}` })]);
  });

  it('a fix runs nothing that stands in a name', async () => {
    const account = healthyAccount();
    account.denied.add('s3:DeleteObject');
    account.function.Environment.Variables.TATTLETAIL_LEDGER = 's3://ledger/$(id)';
    account.identities.clear();
    withConfig(config.replace('tattletail@alerts', '`id`@alerts'))(account);
    const { findings } = await examined(account);
    const fixes = findings.map(({ fix }) => fix);
    expect(fixes).toContainEqual(
      expect.stringMatching(/^aws s3 rm 's3:\/\/ledger\/\$\(id\)\/doctor-[\w-]+'$/),
    );
    expect(fixes).toContainEqual(expect.stringMatching(/ --email-identity '`id`@alerts\.example\.com'$/));
  });
});

describe('what it looks at', () => {
  it('writes nothing unless it is asked to', async () => {
    const { requests, lines } = await examined(healthyAccount(), { write: false });
    expect(lines).toEqual([]);
    expect(requests.filter(({ method }) => method === 'PUT' || method === 'DELETE')).toEqual([]);
  });

  it('says that another store than S3 was not tried', async () => {
    const account = healthyAccount();
    account.function.Environment.Variables.AWS_ENDPOINT_URL_S3 = 'https://minio.example.com';
    expect((await examined(account, { write: false })).lines).toEqual([
      'unchecked ledger: the ledger is not in S3 itself, and other stores may ignore conditions: s3://ledger/claims/ was not written to',
    ]);
  });

  it('leaves nothing behind', async () => {
    const account = healthyAccount();
    await examined(account);
    expect([...account.objects.keys()]).toEqual(['config/tattletail.toml']);
  });

  it.each([
    ['there is no trail', [], 'this account sees no trail: name the bucket of the log files with --bucket'],
    [
      'there are two buckets',
      ['a', 'b'],
      'this account sees trails that write to a, b: name the bucket of the log files with --bucket',
    ],
  ])('asks for the bucket if %s', async (_, buckets, message) => {
    const account = healthyAccount();
    account.trails = buckets.map((S3BucketName) => ({ Name: 'main', TrailARN: trailArn, S3BucketName }));
    await expect(examined(account)).rejects.toThrow(message);
  });

  it('says which region has no such function', async () =>
    await expect(examined(healthyAccount(), { function: 'other' })).rejects.toThrow(
      'there is no function "other" in eu-central-1: name it with --function, and its region with AWS_REGION',
    ));

  it('reads the config that the function reads, unless another is named', async () => {
    expect((await examined(healthyAccount())).subject.config.uri).toBe('s3://config/tattletail.toml');
    const other = await examined(healthyAccount(), { config: 'tattletail.example.toml' });
    expect(other.subject.config.uri).toBe('tattletail.example.toml');
    const TATTLETAIL_CONFIG = 'tattletail.example.toml';
    const byEnvironment = await examined(healthyAccount(), {}, { TATTLETAIL_CONFIG });
    expect(byEnvironment.subject.config.uri).toBe(TATTLETAIL_CONFIG);
  });
});

it('every finding has a fix in one line', async () => {
  const account = healthyAccount();
  Object.assign(account.function, { Runtime: 'nodejs20.x', Timeout: 3, MemorySize: 128 });
  account.functionPolicy = [];
  account.topics.clear();
  account.identities.clear();
  account.parameters.clear();
  const { findings } = await examined(account);
  expect(findings).toHaveLength(7);
  for (const { fix } of findings) expect(fix).toMatch(/^.{20,}$/);
});
