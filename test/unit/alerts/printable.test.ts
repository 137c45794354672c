import { describe, expect, it } from 'vitest';
import { valueText } from '../../../src/alerts/text.ts';
import { classicMail } from '../../../src/destinations/ses/classic-mail.ts';
import { standardMail } from '../../../src/destinations/ses/mail.ts';
import { classicSlackMessage } from '../../../src/destinations/slack/classic-message.ts';
import { slackMessage } from '../../../src/destinations/slack/message.ts';
import { plainSlackMessage } from '../../../src/destinations/slack/plain-message.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../support/builders.ts';
import { textsOf } from '../../support/slack/texts.ts';

describe('text from a record', () => {
  it.each([
    ['C0', '\u0000\u0007\u001b'],
    ['C1', '\u0080\u0085\u009b\u009f'],
    ['line separators', '\u2028\u2029'],
    ['bidi embeddings', '\u202a\u202b\u202c\u202d\u202e'],
    ['bidi isolates', '\u2066\u2067\u2068\u2069'],
    ['bidi marks', '\u200e\u200f\u061c'],
    ['invisible characters', '\u200b\u2060\ufeff\u00ad'],
    ['tags', '\u{e0001}\u{e0041}'],
  ])('shows no %s, in no part of a mail or Slack message of any layout', (_, hidden) => {
    const text = `a${hidden}b`;
    const hostileRecord = aRecord({
      eventName: text,
      eventID: text,
      awsRegion: text,
      sourceIPAddress: text,
      recipientAccountId: text,
      userIdentity: { arn: text },
      requestParameters: { [text]: [text] },
    });
    const match = anAlert({ record: hostileRecord, output: { [text]: text, list: [text] } });
    const alerts = [
      match,
      aRoundup(match, anAlert()),
      aFailureAlert(aRuleFailure({ record: hostileRecord, message: text })),
    ];
    for (const alert of alerts) {
      const { subject, text: mail } = standardMail(alert, aTag());
      const messages = [slackMessage, plainSlackMessage, classicSlackMessage].map((write) =>
        textsOf(write(alert, aTag())).map((shown) => shown.text),
      );
      const shown = [subject, mail, classicMail(alert, aTag()).text, ...messages.flat()];
      expect(shown.join('\n')).toContain('b');
      for (const character of hidden) expect(shown.join('\n')).not.toContain(character);
    }
  });

  it('keeps what joins the letters of a script and the parts of an emoji', () =>
    expect(valueText('\u0645\u06cc\u200c\u062e 👩\u200d💻')).toBe('\u0645\u06cc\u200c\u062e 👩\u200d💻'));
});
