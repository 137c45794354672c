import * as z from 'zod';
import { secret } from '../secrets/reference.ts';
import { isLoopback } from '../webhook-url.ts';

/** No message repeats it. */
const token = z
  .string()
  .refine((text) => !text.startsWith('xoxe.'), {
    error: 'must be a token that does not expire: turn token rotation of the app off',
    abort: true,
  })
  .regex(/^xoxb-[A-Za-z0-9-]{10,250}$/, {
    error: 'must be the Bot User OAuth Token of the app, which begins with xoxb-',
  });

/** The token may go nowhere else. */
const apiUrl = z
  .string()
  .refine((text) => /^https:\/\/slack(?:-gov)?\.com\/api$/.test(text) || isLoopback(text), {
    error: 'must be "https://slack.com/api", or "https://slack-gov.com/api" of GovSlack',
  });

/** How to call the Web API of Slack. */
export const accessSettings = {
  token: secret(token).describe('The Bot User OAuth Token of the app, which is a secret.'),
  api_url: apiUrl.optional().describe('The Web API, where it is not https://slack.com/api.'),
};

export type Access = z.output<z.ZodObject<typeof accessSettings>>;
