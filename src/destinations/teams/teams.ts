import { allowedHosts } from '../allowed-hosts.ts';
import { defineDestination } from '../destination.ts';
import { secret } from '../secrets/reference.ts';
import { answerFailure, post } from '../webhook.ts';
import { workflowUrl } from './workflow-url.ts';

/**
 * Posts an Adaptive Card to a workflow that starts "When a Teams webhook request is received" (Microsoft Teams, "Create
 * incoming webhooks with Workflows").
 */
export const teamsWebhook = defineDestination({
  type: 'teams_webhook',
  settings: {
    webhook_url: secret(workflowUrl).describe('The URL of the workflow, which is a secret.'),
    allowed_hosts: allowedHosts,
  },
  urls: ['webhook_url'],
  secrets: ['webhook_url'],
  // The first are of workflows that were made before Power Platform had hosts for them.
  hosts: { own: ['*.logic.azure.com', '*.api.powerplatform.com'], pins: 'every URL' },
  // "If more than four requests are made in a second, the client connection is throttled" (Teams, "Create an Incoming Webhook").
  rateLimit: { burst: 4, perSecond: 1 },
  createSend:
    ({ webhook_url }, { fetch, display }) =>
    async (alert, tag, signal) => {
      const { teamsMessage } = await import('./message.ts');
      const body = teamsMessage(alert, tag, display);
      const answer = await post(fetch, webhook_url, { body }, signal);
      // A workflow accepts first and posts later.
      if (answer.status !== 202)
        throw answerFailure('Teams', answer, reasonOf(answer.status), [401, 403, 404]);
    },
});

/** The body may be anything, and is not repeated. */
const reasonOf = (status: number): string => reasons[status] ?? 'not accepted';

const reasons: Readonly<Record<number, string>> = {
  401: 'the URL is not whole, or the workflow has a new one',
  403: 'the workflow does not let anyone start it',
  404: 'there is no such workflow',
  413: 'the message is too long',
  429: 'too many messages',
};
