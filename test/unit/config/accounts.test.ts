import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';

const parsed = (config: string, included = '') =>
  parseConfig(parseToml(config), { included: [{ file: 'accounts.toml', toml: parseToml(included) }] });

const prod = '[accounts]\n111122223333 = "prod"\n';

describe('[accounts]', () => {
  it('names accounts, in included files too', () => {
    const { config, problems } = parsed(prod, '[accounts]\n012345678901 = "sand box"\n');
    expect(problems).toEqual([]);
    expect([...config.accounts]).toEqual([
      ['111122223333', 'prod'],
      ['012345678901', 'sand box'],
    ]);
  });

  it('may give the same name in two files', () => expect(parsed(prod, prod).problems).toEqual([]));

  it('may not give another name in another file', () =>
    expect(parsed(prod, '[accounts]\n111122223333 = "test"\n').problems).toEqual([
      {
        where: '[accounts]',
        file: 'accounts.toml',
        path: ['accounts', '111122223333'],
        message: '111122223333 has another name before',
        other: { file: undefined, path: ['accounts', '111122223333'] },
      },
    ]));
});

describe('[display]', () => {
  it('has UTC as its time zone unless it names another', () => {
    expect(parsed('').config.display).toEqual({ timeZone: 'UTC' });
    expect(parsed('[display]\ntimezone = "Asia/Tokyo"').config.display).toEqual({ timeZone: 'Asia/Tokyo' });
  });
});
