import { type Alert, logFilesOf, type MatchAlert } from '../../alerts/alert.ts';
import { outcomeOfAlert } from '../../alerts/burst-outcome.ts';
import { type Content, contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import { sha256 } from '../../alerts/event-key.ts';
import { factsOf } from '../../alerts/facts.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { countsAs } from '../../alerts/severity.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { alertFact, factText, valueText } from '../../alerts/text.ts';
import { identityIn, recordedWhoIn } from '../../alerts/who.ts';
import { asCode, unformatted } from './markdown.ts';

/**
 * A custom notification, which Amazon Q Developer shows in Slack, Teams or Chime (Amazon Q Developer in chat applications
 * Administrator Guide, "Custom notifications"): a title of at most 250 and a description of at most 8000 characters.
 */
export const chatbotMessage = (alert: Alert, tag: Tag, display?: Display): string => {
  const content = contentOf(alert, display);
  const { title, sentence, severity } = content;
  const label = severity === undefined ? '' : `${severity.toUpperCase()}: `;
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id: tag.id,
    content: {
      textType: 'client-markdown',
      title: `${label}${unformatted(title, 230)}`,
      description: descriptionOf(alert, content, tag),
      nextSteps: stepsOf(alert, content),
      keywords: [countsAs(severity), ...alert.rule.tags.slice(0, 5).map((name) => unformatted(name, 50))],
    },
    metadata: {
      threadId: threadOf(alert),
      summary: unformatted(sentence ?? title, 200),
      eventType: alert.kind,
      relatedResources: resourcesIn(alert),
      additionalContext: contextOf(alert, severity),
    },
  });
};

const descriptionOf = (alert: Alert, content: Content, tag: Tag): string => {
  const { sentence, description, annotation } = content;
  const note = noteOf(tag);
  const credit = creditOf(alert.rule);
  const lines = [
    ...(sentence === undefined ? [] : [asCode(sentence, 510)]),
    ...(note === undefined ? [] : [`*${unformatted(note, 400)}*`]),
    ...(description.trim() === '' ? [] : [unformatted(description, 1000)]),
    ...(annotation === undefined ? [] : [line([annotation[0], valueText(annotation[1])], 800)]),
    ...[...content.facts, alertFact(tag)].map((fact) => line(fact, 300)),
    ...(credit === undefined ? [] : [unformatted(credit, 500)]),
  ];
  return within(lines, 8000);
};

const line = (fact: Fact, max: number): string => `*${fact[0]}* ${asCode(factText(fact, max - 40), max)}`;

/** The first lines say most. */
const within = (lines: readonly string[], max: number): string =>
  lines.reduce((text, next) => {
    const longer = text === '' ? next : `${text}\n${next}`;
    return longer.length > max ? text : longer;
  }, '');

const stepsOf = (alert: Alert, { links }: Content): readonly string[] => {
  const [logFile, ...more] = logFilesOf(alert);
  return [
    ...(links.event === undefined ? [] : [`Open the event in the console: ${links.event}`]),
    ...(links.runbook === undefined ? [] : [`Follow the runbook: ${links.runbook}`]),
    ...(logFile === undefined
      ? []
      : [`Read the log file ${asCode(logFile, 300)}${more.length === 0 ? '' : `, and ${more.length} more`}`]),
  ];
};

/** The same for what the same caller does against the same rule, so that it is one thread in the channel. */
const threadOf = (alert: Alert): string => {
  const record = recordIn(alert);
  const caller = record && (identityIn(record) ?? recordedWhoIn(record));
  return sha256(JSON.stringify([alert.rule.id, caller ?? null]));
};

const recordIn = (alert: Alert): MatchAlert['record'] | undefined =>
  alert.kind === 'match' || alert.kind === 'burst' ? alert.record : undefined;

/** ARNs only: this is no place for words. */
const resourcesIn = (alert: Alert): readonly string[] => {
  const resources = recordIn(alert)?.resources;
  if (!Array.isArray(resources)) return [];
  return resources
    .flatMap((resource: unknown) => arnOf(resource) ?? [])
    .filter((arn) => /^arn:[\w:/.+=@*-]{1,500}$/.test(arn))
    .slice(0, 5);
};

const arnOf = (resource: unknown): string | undefined =>
  typeof resource === 'object' && resource !== null && 'ARN' in resource && typeof resource.ARN === 'string'
    ? resource.ARN
    : undefined;

/** Custom actions put these into commands, so they hold nothing that a shell or a command line would take for more. */
const contextOf = (alert: Alert, severity: Content['severity']): Readonly<Record<string, string>> => {
  const record = recordIn(alert);
  const facts = record && factsOf(record);
  const all = {
    rule: alert.rule.id,
    severity: countsAs(severity),
    account: facts?.account,
    region: facts?.region,
    outcome: alert.kind === 'match' || alert.kind === 'burst' ? outcomeOfAlert(alert)?.kind : undefined,
    eventID: facts?.eventId,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value !== undefined && /^\w[\w.:-]{0,199}$/.test(value) ? [[name, value]] : [],
    ),
  );
};
