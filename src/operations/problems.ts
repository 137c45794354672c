import type { OperationalProblem } from '../alerts/alert.ts';
import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import type { FailedDelivery, FallbackDelivery } from '../delivery/deliver.ts';
import { quoted, withoutSecrets } from '../redact.ts';
import { shellWord } from '../shell-word.ts';
import { folderOfTrail } from '../trail/log-file-key.ts';

/** The config is broken, and the last good one stays in use. */
export const brokenConfig = (message: string): OperationalProblem => ({
  subject: 'config',
  title: 'The config is broken',
  sentence:
    'The function goes on with the last good config. One that has just started has none, and inspects nothing.',
  advice: 'Run tattletail check on the config, and upload it again.',
  facts: [['Problem', message.split('\n').slice(0, 20)]],
  severity: 'high',
});

/** Nobody knows what was delivered before. */
export const ledgerUnavailable = (message: string): OperationalProblem => ({
  subject: 'ledger',
  title: 'The ledger cannot be used',
  sentence:
    'Nobody knows which alerts were delivered before: they come as possible duplicates, or not at all.',
  advice:
    'Check that the bucket exists, and that the role may read and write it and use its key. A single lost answer of S3 needs nothing.',
  facts: [['Problem', message]],
  severity: 'medium',
});

/** One for each destination that refused something in a way that no retry changes. */
export const refusedForGood = (
  undelivered: readonly FailedDelivery[],
  fallbacks: readonly FallbackDelivery[],
): readonly OperationalProblem[] => {
  const refused = [
    ...undelivered
      .filter(({ error: { failure } }) => failure.outcome === 'refused' && !failure.retryable)
      .map(({ destination, what, error }) => ({ destination, what, reason: error.message })),
    ...fallbacks.map(({ destination, what, refusal }) => ({ destination, what, reason: refusal.reason })),
  ];
  const byId = Map.groupBy(refused, ({ destination }) => destination.id);
  return [...byId].flatMap(([id, [first]]) => (first === undefined ? [] : [refusing(id, first)]));
};

const refusing = (
  id: string,
  { destination, what, reason }: Pick<FailedDelivery, 'destination' | 'what'> & { readonly reason: string },
): OperationalProblem => ({
  subject: `destination:${id}`,
  title: `Destination ${quoted(id)} refuses alerts`,
  sentence: `${destination.type} ${quoted(id)} refused an alert, and would refuse it again.`,
  advice: `Try it with tattletail notify ${withoutSecrets(shellWord(id))}, which says what to do. Alerts that it refused are in the failed events, unless it has a fallback.`,
  facts: [
    ['Alert', what],
    ['Answer', reason],
  ],
  severity: 'high',
  destination: id,
});

/** Log files or digests that somebody removed, by the folder of their account and region. */
export const removedLogs = (removed: readonly ObjectRef[]): readonly OperationalProblem[] => {
  const byFolder = Map.groupBy(removed, ({ bucket, key }) => {
    const folder = folderOfTrail(key);
    return folder === undefined ? '' : `s3://${bucket}/${folder}`;
  });
  byFolder.delete('');
  const all = [...byFolder];
  if (all.length <= maxFolders) return all.map(([folder, refs]) => removedFrom(folder, refs));
  return [...Map.groupBy(all, ([, [first]]) => `s3://${first?.bucket}`)].map(([bucket, folders]) =>
    removedFrom(
      bucket,
      folders.flatMap(([, refs]) => refs),
    ),
  );
};

/** Who empties a whole bucket causes one alert. */
const maxFolders = 5;

const removedFrom = (place: string, refs: readonly ObjectRef[]): OperationalProblem => ({
  subject: `removed:${place}`,
  title: `Log files were removed from ${place}`,
  sentence: `${refs.length === 1 ? 'One object of CloudTrail was' : `${refs.length} objects of CloudTrail were`} removed. Trails never do that.`,
  advice:
    'Find out who it was: the event of S3 does not say. With data events in the trail, look for DeleteObject and DeleteObjects on the bucket. With versioning, the objects can be restored.',
  facts: [
    [
      'Objects',
      [...refs.slice(0, 10).map(uriOf), ...(refs.length > 10 ? [`and ${refs.length - 10} more`] : [])],
    ],
  ],
  severity: 'critical',
});
