import { destinationTypes } from '../../destinations/registry.ts';
import { isReference } from '../../destinations/secrets/reference.ts';
import { isLoopback } from '../../destinations/webhook-url.ts';
import { type ConfigCheck, warningAt } from './check.ts';

/** Webhooks of the example, of workflows and of other services: Slack or they will refuse every message. */
export const webhooks: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) => {
    const { type, webhook_url: url, allowed_hosts } = table.values;
    if (type !== 'slack_webhook' || typeof url !== 'string' || isLoopback(url) || isReference(url)) return [];
    const problem = problemOf(url);
    const isMeant = problem === notSlack && allowed_hosts !== undefined;
    return problem === undefined || isMeant ? [] : [warningAt(table, 'webhook_url', problem)];
  });

const problemOf = (text: string): { readonly kind: string; readonly message: string } | undefined => {
  const url = URL.parse(text);
  if (url === null) return undefined;
  const { hostname, pathname } = url;
  if (/^hooks\.slack(-gov)?\.com$/.test(hostname)) return problemOfSlack(pathname);
  const vendor = vendors.find(({ host }) => host.test(hostname));
  // Discord reads Slack's messages there (Discord, "Execute Slack-Compatible Webhook").
  if (vendor === undefined || (vendor.type === 'discord' && pathname.endsWith('/slack')))
    return vendor === undefined ? notSlack : undefined;
  return {
    kind: 'other-vendor',
    message: `webhook_url is one of ${vendor.name}, which does not take Slack's messages: ${adviceFor(vendor.type)}`,
  };
};

/** Slack, "Sending messages using incoming webhooks". */
const problemOfSlack = (path: string) => {
  if (/^\/services\/T0+\/B0+\/|\/X{8,}$/.test(path))
    return {
      kind: 'placeholder-webhook',
      message: 'webhook_url is the one of the example: Slack will refuse every message',
    };
  if (/^\/(?:workflows|triggers)\//.test(path))
    return {
      kind: 'not-slack-webhook',
      message:
        "webhook_url starts a workflow, which takes variables, not messages: create one under Slack's Incoming Webhooks",
    };
  return /^\/services\/T\w+\/B\w+\/\w+\/?$/.test(path)
    ? undefined
    : {
        kind: 'not-slack-webhook',
        message:
          'webhook_url is not whole: those of Slack end in /services/T…/B…/…, so Slack will refuse every message',
      };
};

const notSlack = {
  kind: 'not-slack-webhook',
  message:
    'webhook_url is not of Slack: this works only if the service takes messages of Slack and answers ok, as Mattermost does. allowed_hosts says that it may be there',
};

const vendors: readonly { readonly name: string; readonly type: string; readonly host: RegExp }[] = [
  {
    name: 'Microsoft Teams',
    type: 'teams',
    host: /(^|\.)(webhook\.office\.com|outlook\.office(365)?\.com|logic\.azure\.com|api\.powerplatform\.com)$/,
  },
  { name: 'Discord', type: 'discord', host: /(^|\.)discord(app)?\.com$/ },
  { name: 'PagerDuty', type: 'pagerduty', host: /(^|\.)pagerduty\.com$/ },
  { name: 'Opsgenie', type: 'opsgenie', host: /(^|\.)opsgenie\.com$/ },
  { name: 'Google Chat', type: 'google_chat', host: /^chat\.googleapis\.com$/ },
  { name: 'Telegram', type: 'telegram', host: /^api\.telegram\.org$/ },
  { name: 'Datadog', type: 'datadog', host: /(^|\.)datadoghq\.(com|eu)$/ },
  { name: 'Splunk On-Call', type: 'victorops', host: /(^|\.)victorops\.com$/ },
];

const adviceFor = (type: string): string => {
  const types = destinationTypes.map((known) => known.type);
  const wanted = types.find((known) => known === type || known.startsWith(`${type}_`));
  return wanted === undefined
    ? 'there is no destination type for it yet; an sns topic reaches what subscribes to it'
    : `write type = "${wanted}"`;
};
