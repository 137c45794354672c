import { gzipSync } from 'node:zlib';
import { sha256 } from '../../src/alerts/event-key.ts';
import { aRecord } from '../support/builders.ts';
import { type DestinationId, type Kind, rules } from './config.ts';
import type { Random } from './random.ts';

/** What S3 notifies about, and which alerts must result. */
export interface Traffic {
  readonly logFiles: ReadonlyMap<string, Uint8Array>;
  readonly notifications: readonly Notification[];
  /** By `alertKey`. */
  readonly alerts: ReadonlyMap<string, ExpectedAlert>;
}

interface Notification {
  /** What Lambda is invoked with. */
  readonly event: unknown;
  readonly eventIds: readonly string[];
}

export interface ExpectedAlert {
  readonly rule: string;
  readonly destination: DestinationId;
  readonly eventId: string;
}

export const alertKey = ({ rule, destination, eventId }: ExpectedAlert): string =>
  `${rule} → ${destination}: ${eventId}`;

/** The key of the event in the ledger. A rule that fails gives an alert about the failure, on one event. */
export const eventKeyOf = ({ rule, eventId }: ExpectedAlert): string => {
  const key = `event:${sha256(JSON.stringify(['111122223333', eventId]))}`;
  return rules.some(({ name, kinds }) => name === rule && kinds.includes('poison'))
    ? `failure:${sha256(JSON.stringify([key, 1, 'poison']))}`
    : key;
};

export const bucket = 'my-trail';

/** Notifications about log files, until they must result in this many alerts. */
export const createTraffic = (random: Random, alertCount: number): Traffic => {
  const logFiles = new Map<string, Uint8Array>();
  const notifications: Notification[] = [];
  const alerts = new Map<string, ExpectedAlert>();
  let recent: readonly Event[] = [];

  const notify = (...files: readonly (readonly Event[])[]): void => {
    const entries = files.map((events) => {
      const key = keyOf(random, logFiles.size);
      logFiles.set(key, gzipSync(JSON.stringify({ Records: events.map(recordOf) })));
      return entryOf(key);
    });
    const events = files.flat();
    notifications.push({ event: { Records: entries }, eventIds: events.map(({ id }) => id) });
    for (const alert of events.flatMap(alertsOf)) alerts.set(alertKey(alert), alert);
    recent = [...recent, ...events.filter(({ kind }) => kind !== 'noise' && kind !== 'poison')].slice(-20);
  };

  while (alerts.size < alertCount) {
    if (random.chance(0.15)) notify(...many(2, () => usualFile(random, recent)));
    else notify([...usualFile(random, recent), ...storm(random)]);
    if (random.chance(0.2)) notify(poisonedFile(random));
  }
  return { logFiles, notifications, alerts };
};

interface Event {
  readonly kind: Kind;
  readonly id: string;
  readonly at: string;
  readonly who: string;
}

/** CloudTrail may write an event into several files, and several times into one. */
const usualFile = (random: Random, recent: readonly Event[]): readonly Event[] => {
  const fresh = [
    ...many(random.between(1, 8), () => eventOf(random, random.pick(['key', 'user', 'denied']))),
    ...many(random.between(0, 12), () => eventOf(random, 'noise')),
  ];
  const again = random.chance(0.15) ? [...recent.slice(-random.between(1, 3)), ...fresh.slice(0, 1)] : [];
  return [...fresh, ...again];
};

/** So few that a message in Slack names all that are rounded up. */
const storm = (random: Random): readonly Event[] =>
  random.chance(0.14) ? many(random.between(8, 12), () => eventOf(random, 'denied')) : [];

/** Alone in its notification: a rule that fails gives one alert in each invocation. */
const poisonedFile = (random: Random): readonly Event[] => [
  eventOf(random, 'poison'),
  ...many(6, () => eventOf(random, 'noise')),
];

const many = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

const eventOf = (random: Random, kind: Kind): Event => ({
  kind,
  id: random.uuid(),
  at: `2026-11-${random.pick(['22', '23'])}T09:${random.between(10, 59)}:${random.between(10, 59)}Z`,
  who: random.pick(['alice', 'bob', 'carol', 'dave']),
});

const recordOf = ({ kind, id, at, who }: Event) =>
  aRecord({
    ...fieldsOf[kind],
    eventID: id,
    eventTime: at,
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::111122223333:user/${who}`,
      accountId: '111122223333',
    },
    requestParameters: { userName: `${who}-${id.slice(0, 4)}` },
  });

const fieldsOf = {
  key: { eventName: 'CreateAccessKey' },
  user: { eventName: 'CreateUser' },
  denied: {
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    errorCode: 'AccessDenied',
  },
  poison: { eventSource: 'ec2.amazonaws.com', eventName: 'Poison' },
  noise: { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' },
} as const;

const alertsOf = ({ kind, id }: Event): readonly ExpectedAlert[] =>
  rules
    .filter(({ kinds }) => kinds.includes(kind))
    .flatMap(({ name, destinations }) =>
      destinations.map((destination) => ({ rule: name, destination, eventId: id })),
    );

const keyOf = (random: Random, number: number): string => {
  const folder = random.chance(0.1) ? 'logs of café+bar' : 'logs';
  const name = `111122223333_CloudTrail_eu-central-1_20261123T0905Z_${String(number).padStart(16, '0')}`;
  return `${folder}/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/23/${name}.json.gz`;
};

/** S3 User Guide, "Event message structure": keys are form-encoded. */
const entryOf = (key: string) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  awsRegion: 'eu-central-1',
  s3: {
    bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
    object: { key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+') },
  },
});
