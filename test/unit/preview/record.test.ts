import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { type Recorded, recordingTools } from '../../../src/preview/record.ts';
import { recordedText } from '../../../src/preview/text.ts';
import { anAlert, aTag, neverAborted } from '../../support/builders.ts';
import { startServices } from '../../support/services.ts';

describe.each(destinationTypes)('what a destination of type $type would be sent', ({ type, settings }) => {
  const record = async () => {
    await using services = await startServices();
    const destination = services.destinationOf(type);
    const { createSend } = settings.parse({ ...destination.settings, ...destination.optionalSettings });
    const recorded: Recorded[] = [];
    const send = createSend({ ...recordingTools((one) => recorded.push(one)), display: asRecorded });
    await expect(send(anAlert(), aTag(), neverAborted)).rejects.toThrow();
    expect(destination.server.requests).toEqual([]);
    return { recorded, secrets: destination.secrets };
  };

  it('is recorded once, and not sent', async () => {
    const { recorded } = await record();
    expect(recorded).toHaveLength(1);
    expect(recorded.map(recordedText).join()).toContain('Access key created');
  });

  it('holds no secret', async () => {
    const { recorded, secrets } = await record();
    for (const secret of secrets) expect(JSON.stringify(recorded)).not.toContain(secret);
  });
});

it('what Slack gets is what the preview shows', async () => {
  await using services = await startServices();
  await services.send('slack_webhook', anAlert());
  const recorded: Recorded[] = [];
  const type = destinationTypes.find((known) => known.type === 'slack_webhook');
  const configured = type?.settings.parse(services.destinationOf('slack_webhook').settings);
  const tools = recordingTools((one) => recorded.push(one));
  const send = configured?.createSend({ ...tools, display: asRecorded });
  await expect(send?.(anAlert(), aTag(), neverAborted)).rejects.toThrow();
  expect(recorded).toEqual([expect.objectContaining({ body: services.slack.posted[0]?.payload })]);
});

it('of a request, only what is no secret is recorded', async () => {
  const recorded: Recorded[] = [];
  const { fetch } = recordingTools((one) => recorded.push(one));
  const headers = { 'content-type': 'application/json', authorization: 'Bearer xoxb-1' };
  const body = JSON.stringify({ routing_key: 'R0UT1NG', dedup_key: 'a', payload: { routing_key: 'shown' } });
  await expect(
    fetch('https://user:pass@example.com/T0/secret?token=t', { method: 'POST', headers, body }),
  ).rejects.toThrow('a preview sends nothing');
  expect(recorded).toEqual([
    {
      kind: 'http',
      method: 'POST',
      url: 'https://example.com/(secret)',
      headers: { 'content-type': 'application/json', authorization: '(secret)' },
      body: { routing_key: '(secret)', dedup_key: 'a', payload: { routing_key: 'shown' } },
    },
  ]);
});

it('nothing is read from S3, and that is no message', async () => {
  const recorded: Recorded[] = [];
  const { aws } = recordingTools((one) => recorded.push(one));
  await expect(aws.s3()).rejects.toThrow('a preview sends nothing');
  expect(recorded).toEqual([]);
});

it('a reference stands for its secret, which is not read', async () => {
  const recorded: Recorded[] = [];
  const settings = { url: 'ssm:/url', secrets: ['secretsmanager:id#key'], headers: { 'x-key': 'env:KEY' } };
  const configured = destinationTypes.find(({ type }) => type === 'webhook')?.settings.parse(settings);
  const tools = recordingTools((one) => recorded.push(one));
  const send = configured?.createSend({ ...tools, display: asRecorded });
  await expect(send?.(anAlert(), aTag(), neverAborted)).rejects.toThrow();
  expect(recorded).toEqual([
    expect.objectContaining({
      url: 'ssm:/url',
      headers: expect.objectContaining({ 'x-key': '(secret)', 'webhook-signature': '(secret)' }),
    }),
  ]);
});
