import { webhookUrl } from '../webhook-url.ts';

/** The URL of a workflow. Those of other services, and of Teams' retired connectors, would lose every alert. */
export const workflowUrl = webhookUrl.superRefine((text, context) => {
  const hostname = URL.parse(text)?.hostname ?? '';
  const wrong = wrongHosts.find(({ host }) => host.test(hostname));
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong.message });
});

const wrongHosts: readonly { readonly host: RegExp; readonly message: string }[] = [
  {
    host: /(^|\.)(webhook\.office\.com|outlook\.office(365)?\.com)$/,
    message: 'is of a connector, which Teams has retired: create a workflow, and take its URL',
  },
  {
    host: /^hooks\.slack(-gov)?\.com$|(^|\.)discord(app)?\.com$|^chat\.googleapis\.com$/,
    message: 'is not of a workflow of Teams: those end in powerplatform.com or logic.azure.com',
  },
];
