import { describe, expect, it, vi } from 'vitest';
import { referenceIn, type SecretReference } from '../../../../src/destinations/secrets/reference.ts';
import { DeliveryError } from '../../../../src/errors.ts';
import { withoutSecrets } from '../../../../src/redact.ts';
import { fault } from '../../../support/faults.ts';
import { startSecretStores } from '../../../support/secrets.ts';
import { jsonError } from '../../../support/ssm-server.ts';

const reference = (text: string): SecretReference => {
  const found = referenceIn(text);
  if (found === undefined) throw new Error(`${text} is no reference`);
  return found;
};

const slack = reference('ssm:/tattletail/slack');

const stores = () =>
  startSecretStores({
    parameters: { '/tattletail/slack': 'the encrypted value' },
    secrets: {
      'prod/slack': '{"url":"the url in it","number":1}',
      plain: 'the plain one',
      binary: Buffer.from('bytes'),
    },
    env: { SLACK: 'the one of the environment', EMPTY: '' },
  });

describe('a secret is read where it is kept', () => {
  it.each([
    ['ssm:/tattletail/slack', 'the encrypted value'],
    ['ssm:arn:aws:ssm:eu-central-1:111122223333:parameter/tattletail/slack', 'the encrypted value'],
    ['secretsmanager:plain', 'the plain one'],
    ['secretsmanager:prod/slack#url', 'the url in it'],
    [
      'secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/slack-AbCdEf#url',
      'the url in it',
    ],
    ['env:SLACK', 'the one of the environment'],
  ])('%s', async (text, value) => {
    await using kept = await stores();
    expect(await kept.readSecret(reference(text))).toBe(value);
  });
});

it('several alerts at once read it once, and it is kept for five minutes', async () => {
  await using kept = await stores();
  await Promise.all(Array.from({ length: 20 }, () => kept.readSecret(slack)));
  await kept.readSecret(slack);
  expect(kept.ssm.requests).toHaveLength(1);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
  try {
    await kept.readSecret(slack);
  } finally {
    vi.useRealTimers();
  }
  expect(kept.ssm.requests).toHaveLength(2);
});

it('it is read again at most every 30 seconds, however many ask', async () => {
  await using kept = await stores();
  const again = () => Promise.all(Array.from({ length: 20 }, () => kept.readSecret(slack, { again: true })));
  await kept.readSecret(slack);
  await again();
  kept.clock.now = 29_000;
  await again();
  expect(kept.ssm.requests).toHaveLength(2);
  kept.clock.now = 31_000;
  await again();
  expect(kept.ssm.requests).toHaveLength(3);
});

describe('space around it is not part of it, such as the line break that echo adds', () => {
  it.each(['ssm:/s', 'secretsmanager:s', 'secretsmanager:members#s', 'env:S'])('%s', async (text) => {
    const padded = '\ufeff the padded one \r\n';
    await using kept = await startSecretStores({
      parameters: { '/s': padded },
      secrets: { s: padded, members: JSON.stringify({ s: padded }) },
      env: { S: padded },
    });
    expect(await kept.readSecret(reference(text))).toBe('the padded one');
    expect(withoutSecrets('it is the padded one!')).not.toContain('padded');
  });

  it('and a secret of nothing else is empty', async () => {
    await using kept = await startSecretStores({ parameters: { '/s': ' \n' } });
    await expect(kept.readSecret(reference('ssm:/s'))).rejects.toThrow(
      'ssm:/s cannot be used: the parameter is empty',
    );
  });
});

it('no text shows it any more', async () => {
  await using kept = await stores();
  await kept.readSecret(reference('secretsmanager:plain'));
  expect(withoutSecrets('it is the plain one!')).toBe('it is (a secret)   !');
});

describe('what cannot be read is named, with what AWS says, and without any value', () => {
  const failureOf = async (text: string, answer?: ReturnType<typeof jsonError>) => {
    await using kept = await stores();
    if (answer !== undefined) kept.ssm.faults.plan(() => fault.answer(answer));
    const error: unknown = await kept.readSecret(reference(text)).catch((thrown: unknown) => thrown);
    if (!(error instanceof DeliveryError)) throw new Error('it must fail', { cause: error });
    return [error.message, error.failure.outcome, error.failure.retryable];
  };

  it.each([
    [
      'ssm:/nosuch',
      /^ssm:\/nosuch cannot be read: ParameterNotFound: .*: there is none of this name in the region of the function$/,
    ],
    [
      'secretsmanager:nosuch',
      /^secretsmanager:nosuch cannot be read: ResourceNotFoundException: .*there is none of this name/,
    ],
    [
      'secretsmanager:plain#url',
      /^secretsmanager:plain#url cannot be used: the secret is no JSON object, so it has no keys$/,
    ],
    [
      'secretsmanager:prod/slack#nosuch',
      /^secretsmanager:prod\/slack#nosuch cannot be used: the secret has no text under "nosuch"$/,
    ],
    ['secretsmanager:prod/slack#number', /has no text under "number"$/],
    ['secretsmanager:prod/slack#toString', /has no text under "toString"$/],
    [
      'secretsmanager:prod/slack',
      /^secretsmanager:prod\/slack cannot be used: the secret is a JSON object: name a key of it, as in secretsmanager:prod\/slack#KEY$/,
    ],
    ['secretsmanager:binary', /cannot be used: the secret is empty, or is not text$/],
    ['env:NOSUCH', /^env:NOSUCH cannot be used: the environment has no such variable, or it is empty$/],
    ['env:EMPTY', /it is empty$/],
  ])('%s', async (text, message) =>
    expect(await failureOf(text)).toEqual([expect.stringMatching(message), 'refused', false]),
  );

  it.each([
    [
      'AccessDeniedException',
      'User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: ssm:GetParameter',
      false,
    ],
    ['AccessDeniedException', 'The ciphertext refers to a customer master key that does not exist', false],
    ['ThrottlingException', 'Rate exceeded', true],
    ['InternalServerError', 'try again', true],
  ])('%s: %s', async (type, message, retryable) =>
    expect(
      await failureOf(
        'ssm:/tattletail/slack',
        jsonError(type === 'InternalServerError' ? 500 : 400, type, message),
      ),
    ).toEqual([`ssm:/tattletail/slack cannot be read: ${type}: ${message}`, 'refused', retryable]),
  );

  it("a proxy's page in place of an answer is called so, and not repeated", async () =>
    expect(await failureOf('ssm:/tattletail/slack', { status: 503, body: '<html>upstream secret' })).toEqual([
      'ssm:/tattletail/slack cannot be read: the answer with status 503 is not from AWS',
      'refused',
      true,
    ]));

  it('a store that does not answer may answer later, and nothing was sent', async () => {
    await using kept = await stores();
    await kept.ssm.close();
    await expect(kept.readSecret(slack)).rejects.toMatchObject({
      message: expect.stringMatching(/^ssm:\/tattletail\/slack cannot be read: .*ECONNREFUSED/),
      failure: { outcome: 'refused', retryable: true },
    });
  });
});
