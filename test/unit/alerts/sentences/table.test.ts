import { describe, expect, it } from 'vitest';
import { whatSentence } from '../../../../src/alerts/sentence.ts';
import { table } from '../../../../src/alerts/sentences/table.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { aRecord } from '../../../support/builders.ts';
import { readText } from '../../../support/fixtures.ts';
import { type Case, cases } from './cases.ts';

const callOf = ([call, requestParameters, , more = {}]: Case, fields: JsonObject) => {
  const [service, eventName = ''] = call.split(' ');
  const { denied: _, ...others } = more;
  return aRecord({
    eventSource: `${service}.amazonaws.com`,
    ...{ eventName, requestParameters, responseElements: null, ...others, ...fields },
  });
};

/** How the sentence ends. EC2 has codes of its own (EC2 API Reference, "Error codes"); sign-in events have none. */
const denialOf = (one: Case): readonly [JsonObject, string] => {
  const [service, name = ''] = one[0].split(' ');
  const result = { [name]: 'Failure' };
  if (service === 'signin') return [{ responseElements: result, serviceEventDetails: result }, 'failed'];
  const code = service === 'ec2' ? 'Client.UnauthorizedOperation' : 'AccessDenied';
  return [{ errorCode: code, responseElements: null }, `was denied (${code})`];
};

const partsOf = ([, , says, more]: Case) => {
  const [, infinitive = '', past = '', rest = ''] =
    /^([\w ]+)\|((?:signed in|turned o\w+|\w+))(.*)$/.exec(says) ?? [];
  return { succeeded: `${past}${rest}`, tried: `tried to ${more?.denied ?? `${infinitive}${rest}`}` };
};

const named = cases.map((one) => ({ name: `${one[0]} with ${JSON.stringify(one[1])}`, one }));

describe.each(named)('$name', ({ one }) => {
  const { succeeded, tried } = partsOf(one);

  it(`says "${succeeded}"`, () => expect(whatSentence(callOf(one, {}))).toBe(succeeded));

  it(`says "${tried}" when it was denied`, () => {
    const [fields, end] = denialOf(one);
    expect(whatSentence(callOf(one, fields))).toBe(`${tried}, which ${end}`);
  });
});

it('every call of the table has a case', () => {
  const covered = new Set(cases.map(([call]) => call.replace(/20\d{6}(?:v\d)?$/, '')));
  expect([...table.keys()].filter((call) => !covered.has(call))).toEqual([]);
});

it('docs/alerts.md lists the calls', () => {
  const rows = [...readText('docs/alerts.md').matchAll(/^\| `([\w-]+)` \| ((?:`\w+`(?:, )?)+) \|$/gm)];
  const listed = rows.flatMap(([, service, names = '']) =>
    [...names.matchAll(/\w+/g)].map(([name]) => `${service} ${name}`),
  );
  expect(listed.toSorted()).toEqual([...table.keys()].toSorted());
});

describe('without parameters, as in many denials, every call has a sentence that names nothing', () => {
  it.each([...table.keys()])('%s', (call) => {
    const record = callOf([call, null, ''], { errorCode: 'AccessDenied' });
    expect(whatSentence(record)).toMatch(/^tried to [a-z][\w ,'’.-]+, which was denied \(AccessDenied\)$/);
  });
});
