import { type Alert, rulesOf } from '../alerts/alert.ts';
import { type Content, contentOf } from '../alerts/content.ts';
import { createDisplay, type Display } from '../alerts/display.ts';
import { createRouting } from '../alerts/routing.ts';
import type { Config } from '../config/schema.ts';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import { withDeduplication } from '../delivery/deduplicate.ts';
import type { Destination, DestinationsOf } from '../delivery/deliver.ts';
import { memoryLedger } from '../delivery/ledger/memory.ts';
import type { Send } from '../destinations/destination.ts';
import { type Recorded, recordingTools } from './record.ts';

/** What a destination would be sent about an alert. */
export interface Preview {
  readonly rule: string;
  readonly severity: Content['severity'];
  readonly title: string;
  readonly destination: Pick<Destination, 'id' | 'type'>;
  readonly sent: readonly Recorded[];
}

/** Those of each alert. */
export type PreviewsOfAlerts = readonly (readonly Preview[])[];

/** Which previews are wanted. Undefined: those of all. */
export interface Wanted {
  readonly rule: string | undefined;
  readonly destination: string | undefined;
}

/**
 * Destinations that record what the real senders would send, with the tags that the first invocation would give the
 * alerts. The previews are in the order of the alerts.
 */
export const collectPreviews = ({ rule, destination: only }: Wanted) => {
  /** By alert, then by destination: some senders are slower than others. */
  const alerts: (readonly Preview[][])[] = [];
  const connect = (config: Config): DestinationsOf => {
    const idsFor = createRouting(config.routes, config.accounts);
    const display = createDisplay(config);
    const options = { ledger: memoryLedger(), onLedgerError: 'send', warn: () => {} } as const;
    return (alert) => {
      if (rule !== undefined && rulesOf(alert).every(({ id }) => id !== rule)) return [];
      const ids = idsFor(alert);
      const destinations = config.destinations.filter(
        ({ id }) => ids.includes(id) && (only === undefined || id === only),
      );
      const previews: readonly Preview[][] = destinations.map(() => []);
      alerts.push(previews);
      return destinations.map((destination, index) => ({
        id: destination.id,
        type: destination.type,
        deliver: withDeduplication(
          destination.id,
          recordingSend(destination, display, (preview) => previews[index]?.push(preview)),
          options,
        ),
      }));
    };
  };
  return {
    connect,
    previews: (): PreviewsOfAlerts =>
      alerts.map((previews) => previews.flat()).filter((previews) => previews.length > 0),
  };
};

const recordingSend =
  ({ id, type, createSend }: DestinationConfig, display: Display, add: (preview: Preview) => void): Send =>
  async (alert, tag, signal) => {
    const sent: Recorded[] = [];
    const tools = recordingTools((recorded) => sent.push(recorded));
    try {
      await createSend({ ...tools, display })(alert, tag, signal);
    } catch (error) {
      // A sender that gets no answer always fails: what matters is what it sent.
      if (sent.length === 0) throw error;
    }
    add({ ...wordsOf(alert, display), destination: { id, type }, sent });
  };

const wordsOf = (alert: Alert, display: Display): Pick<Preview, 'rule' | 'severity' | 'title'> => {
  const { severity, title } = contentOf(alert, display);
  return { rule: alert.rule.name, severity, title };
};
