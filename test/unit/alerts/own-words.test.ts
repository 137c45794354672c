import { describe, expect, it } from 'vitest';
import { annotationOf } from '../../../src/alerts/alert.ts';
import { withRoundups } from '../../../src/alerts/arrange.ts';
import { contentOf } from '../../../src/alerts/content.ts';
import { severityOf } from '../../../src/alerts/severity.ts';
import { textFor } from '../../../src/alerts/text.ts';
import { originalOf } from '../../../src/destinations/original/content.ts';
import { snsMessage } from '../../../src/destinations/sns/message.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import type { Severity } from '../../../src/rules/severity.ts';
import { aBurst, anAlert, aRecord, aRoundup, aTag } from '../../support/builders.ts';

/** Tests of the whole line run such programs. */
const jqMatch = '{tattletail: .}';

const saying = (tattletail: JsonValue, more: JsonObject = {}, severity?: Severity) =>
  anAlert({ rule: { jqMatch, severity }, output: { tattletail, ...more } });

const noteIn = (tattletail: JsonValue) =>
  contentOf(saying(tattletail)).facts.find(([label]) => label === 'Note')?.[1];

describe('a program can say of its alert', () => {
  it('the severity', () => expect(severityOf(saying({ severity: 'critical' }, {}, 'low'))).toBe('critical'));

  it('the title, beside which the rule is a fact', () => {
    const { title, facts } = contentOf(saying({ title: 'Key of eve' }));
    expect({ title, rule: facts.at(-1) }).toEqual({
      title: 'Key of eve',
      rule: ['Rule', 'Access key created'],
    });
  });

  it('a summary, instead of the sentence about the record', () =>
    expect(contentOf(saying({ summary: 'eve got a key' })).sentence).toBe('eve got a key'));

  it('nothing, by null or a field that is missing', () => {
    const alert = saying({ title: null, severity: null, summary: null }, {}, 'low');
    expect(severityOf(alert)).toBe('low');
    expect(contentOf(alert)).toEqual(contentOf(anAlert({ rule: { severity: 'low' }, output: true })));
  });

  it('all of it beside its output, which is the rest', () => {
    expect(annotationOf(saying({ severity: 'low' }, { user: 'eve' }))).toEqual({ user: 'eve' });
    expect(annotationOf(saying({ severity: 'low' }))).toBeUndefined();
  });

  it('something added to the record, which is no output', () =>
    expect(
      annotationOf(
        anAlert({ rule: { jqMatch }, output: { ...aRecord(), tattletail: { severity: 'high' } } }),
      ),
    ).toBeUndefined());

  it('in a burst, of the first of its matches', () => {
    const burst = aBurst([aRecord(), aRecord({ eventID: '2' })], { rule: { jqMatch } });
    const alert = { ...burst, output: { tattletail: { title: 'Many keys' } } };
    expect(contentOf(alert).title).toBe('Many keys');
  });
});

describe('what is wrong in it is left out, and named', () => {
  const severities = 'critical, high, medium, low, info';

  it.each([
    [{ severity: 'urgent' }, `severity must be one of ${severities}, got "urgent"`],
    [{ severity: 1 }, `severity must be one of ${severities}, got 1`],
    [{ title: ' \n' }, 'title must be a text that is not blank, got " \\n"'],
    [{ title: ['a'] }, 'title must be a text that is not blank, got a list'],
    [{ summary: {} }, 'summary must be a text that is not blank, got an object'],
    [{ subject: 'a' }, 'there is no "subject" in it'],
    ['high', 'it must be an object, got "high"'],
    [null, 'it must be an object, got null'],
    [
      { severity: 'x'.repeat(1000), color: 1 },
      `severity must be one of ${severities}, got "${'x'.repeat(48)}…; there is no "color" in it`,
    ],
  ])('%j', (tattletail, problem) =>
    expect(noteIn(tattletail)).toBe(
      `the rule's output has a tattletail key that is not used as a whole: ${problem}`,
    ),
  );

  it('and the rest is used', () => {
    const alert = saying({ severity: 'urgent', title: 'Key of eve' }, {}, 'low');
    expect([severityOf(alert), contentOf(alert).title]).toEqual(['low', 'Key of eve']);
  });
});

describe('text of a record', () => {
  it('cannot forge a line by a title or a summary', () => {
    const forged = 'x\nWho     nobody\u202e\u0000';
    const text = textFor(saying({ title: forged, summary: forged }), aTag());
    expect(text).not.toMatch(/^Who {5}nobody/m);
    expect(text).not.toMatch(/[\u202e\0]/u);
  });

  it('does not make a title or a summary endless', () => {
    const long = '😀'.repeat(1000);
    const { title, sentence } = contentOf(saying({ title: long, summary: long }));
    expect([title.length, sentence?.length]).toEqual([150, 500]);
  });

  it('says nothing if a rule gives a record that has such a key', () => {
    const record = aRecord({ tattletail: { severity: 'info', title: 'harmless' } });
    expect(severityOf(anAlert({ record, rule: { jqMatch, severity: 'high' } }))).toBe('high');
    expect(contentOf(anAlert({ record, rule: { jqMatch } })).title).toBe('Access key created');
  });

  it('says nothing if a rule gives a part of the record that has such a key', () => {
    const input = { tattletail: { severity: 'info', title: 'harmless', summary: 'bob read a page' } };
    const rule = { jqMatch: '.requestParameters.targets[0].input | fromjson', severity: 'high' } as const;
    const alert = anAlert({ rule, output: input });
    expect(severityOf(alert)).toBe('high');
    expect(contentOf(alert)).toMatchObject({
      title: 'Access key created',
      sentence: expect.not.stringContaining('bob'),
      annotation: ['Match', input],
    });
  });
});

describe('the severity that a program gives', () => {
  const withSeverity = (eventID: string, severity: Severity) =>
    anAlert({
      record: aRecord({ eventID }),
      output: { tattletail: { severity } },
      rule: { jqMatch, severity: 'low' },
    });

  it('decides which alert is sent first', () => {
    const arrangement = withRoundups(9);
    const alerts = [withSeverity('1', 'info'), withSeverity('2', 'critical'), withSeverity('3', 'medium')];
    arrangement.add({ alerts, failures: [], logFile: 'file', records: 3 });
    expect(arrangement.end().map(severityOf)).toEqual(['critical', 'medium', 'info']);
  });

  it('makes a roundup as severe as the most severe of its matches', () =>
    expect(severityOf(aRoundup(withSeverity('1', 'info'), withSeverity('2', 'high')))).toBe('high'));
});

it('SNS and the classic layout have the whole output', () => {
  const output = { tattletail: { title: 'Key of eve', severity: 'urgent' }, user: 'eve' };
  const alert = anAlert({ output });
  expect(originalOf(alert)).toMatchObject({ name: 'Access key created', match: output });
  expect(JSON.parse(snsMessage(alert, aTag()))).toMatchObject({ name: 'Access key created', match: output });
});
