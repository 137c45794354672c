import { type ConfigCheck, textsIn, warningAt } from './check.ts';

/** Secrets of the documentation and of examples: everybody knows them, or nobody takes them. */
export const placeholders: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) =>
    known
      .filter(({ type, key, isPlaceholder }) => {
        const { values } = table;
        return values.type === type && textsIn(values[key]).some((text) => isPlaceholder.test(text));
      })
      .map(({ key, message }) =>
        warningAt(table, key, { kind: 'placeholder-secret', message: `${key} ${message}` }),
      ),
  );

const known = [
  {
    type: 'slack',
    key: 'token',
    isPlaceholder: /^xoxb-(?:your\b|[x0-]+$|example\b)/i,
    message: 'is the one of an example: Slack will refuse every message',
  },
  {
    type: 'pagerduty',
    key: 'routing_key',
    isPlaceholder: /^(?:(?:0123456789abcdef){2}|(.)\1{31})$/i,
    message: 'is the one of an example: PagerDuty will refuse every event',
  },
  {
    type: 'webhook',
    key: 'secrets',
    isPlaceholder: /^whsec_(?:AAECAwQFBgcICQoLDA0ODxAREhMUFRYX|(.)\1{20,})/,
    message: 'has the one of an example: whoever knows it can sign messages that pass for ours',
  },
] as const;
