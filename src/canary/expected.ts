import { type Alert, eventsOf } from '../alerts/alert.ts';
import { oneByOne } from '../alerts/arrange.ts';
import { createRouting } from '../alerts/routing.ts';
import type { ConfigFile } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { claimId } from '../delivery/ledger/claim.ts';
import { ConfigError } from '../errors.ts';
import { unlimitedInvocation } from '../invocation.ts';
import { quoted } from '../redact.ts';
import { createTattletail, type Tools } from '../tattletail.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { canaryRule } from './rule.ts';

/** What the function will send about a canary. */
export interface Expected {
  readonly config: Config;
  /** The name of the rule. */
  readonly rule: string;
  readonly deliveries: readonly ExpectedDelivery[];
}

export interface ExpectedDelivery {
  /** The id of the destination. */
  readonly destination: string;
  /** Of its claim, which is also the number of the alert. */
  readonly id: string;
  /** The destination that gets what this one refuses, with the id of that claim. */
  readonly fallback: Pick<ExpectedDelivery, 'destination' | 'id'> | undefined;
}

/**
 * Runs the record through the config as the function does, and sends nothing. Throws ConfigError unless there is exactly
 * one alert: people would take any other for an event.
 */
export const expectedOf = async (
  file: ConfigFile,
  record: CloudTrailRecord,
  tools: Pick<Tools, 'jq' | 'complete'>,
): Promise<Expected> => {
  const alerts: Alert[] = [];
  const collect = (alert: Alert) => {
    alerts.push(alert);
    return [];
  };
  const { config, inspect } = await createTattletail(file, {
    ...tools,
    connect: () => collect,
    arrange: oneByOne,
  });
  const source = { kind: 'records', uri: 'canary', records: [record] } as const;
  const { logFiles } = await inspect([source], unlimitedInvocation('canary'));
  const refuse = (message: string): never => {
    throw new ConfigError(file.uri, [{ where: 'rules', message }]);
  };
  const [alert, ...others] = alerts;
  const ids = config.destinations.map(({ id }) => id);
  if (alert === undefined)
    return refuse(
      logFiles.some(({ ignoreEffects }) => ignoreEffects.length > 0)
        ? 'an [[ignore]] is for canaries too, so there would be no alert: limit it'
        : `no rule alerts about canaries. Add this one, also to the config of the function:\n\n${canaryRule(ids)}\n`,
    );
  if (others.length > 0)
    return refuse(
      `canaries are for one rule, but ${alerts.length} alert about them: ${alerts.map(({ rule }) => quoted(rule.name)).join(', ')}. Leave out .eventSource == "canary.tattletail" in the others`,
    );
  return { config, rule: alert.rule.name, deliveries: deliveriesOf(alert, config) };
};

const deliveriesOf = (
  alert: Alert,
  { destinations, routes, accounts }: Config,
): readonly ExpectedDelivery[] => {
  const ids = createRouting(routes, accounts)(alert);
  const [event] = eventsOf(alert);
  const numbered = (destination: string) => ({
    destination,
    id: event === undefined ? '' : claimId(alert.rule.id, destination, event),
  });
  return ids.map((one) => {
    const { fallback } = destinations.find(({ id }) => id === one) ?? {};
    // One that gets the alert anyway has a claim in any case.
    const isElse = fallback !== undefined && !ids.includes(fallback);
    return { ...numbered(one), fallback: isElse ? numbered(fallback) : undefined };
  });
};
