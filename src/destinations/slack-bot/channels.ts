import * as z from 'zod';
import { accountOf } from '../../alerts/account.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import { isAccount } from '../../alerts/routing.ts';
import { countsAs, severityOf } from '../../alerts/severity.ts';

/** Letters of a name are lowercase where their script knows that (Slack Help Center, "Create a channel"). */
const channel = z.string().regex(/^(?:#[\p{Ll}\p{Lo}\p{M}\p{N}_-]{1,80}|[CDGU][A-Z0-9]{8,20})$/u, {
  error: 'must be the ID of a channel, like C0123456789, or its name in lowercase, like #security',
});

/** Where messages go: by account, or else by severity, or else to `channel`. */
export const channelSettings = {
  channel: channel.describe('The ID of the channel, or # and its name.'),
  channels: z
    .strictObject({
      critical: channel.optional(),
      high: channel.optional(),
      medium: channel.optional(),
      low: channel.optional(),
      info: channel.optional(),
    })
    .optional()
    .describe('Other channels, by severity.'),
  account_channels: z
    .record(z.string().min(1), channel)
    .optional()
    .describe(
      'Other channels, by the ID or the name of the account: the first that it matches. They come before those by severity.',
    ),
};

type ChannelSettings = z.output<z.ZodObject<typeof channelSettings>>;

export const channelFor = (
  alert: Alert,
  { channel, channels = {}, account_channels = {} }: ChannelSettings,
  display: Display,
): string => {
  const account = accountOf(alert);
  const ofAccount = Object.entries(account_channels).find(
    ([glob]) => account !== undefined && isAccount([glob], account, display.accountName(account)),
  );
  return ofAccount?.[1] ?? channels[countsAs(severityOf(alert))] ?? channel;
};
