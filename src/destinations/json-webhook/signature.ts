import { createHmac } from 'node:crypto';
import * as z from 'zod';

/** `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks, "Signature scheme"). No message repeats it. */
export const signingSecret = z.string().refine((text) => keyOf(text) !== undefined, {
  error: 'must be whsec_ and then 24 to 64 bytes in base64, like what whsec_$(openssl rand -base64 32) gives',
});

interface Signed {
  /** Of the alert: the same when it is sent again. */
  readonly id: string;
  /** When this attempt is made, in seconds since 1970. */
  readonly seconds: number;
  readonly body: string;
}

/** A signature by each secret, so that a receiver may know the old or the new one. Without secrets, there is none. */
export const signatureHeaders = ({ id, seconds, body }: Signed, secrets: readonly string[]) => ({
  'webhook-id': id,
  'webhook-timestamp': String(seconds),
  ...(secrets.length > 0 && {
    'webhook-signature': secrets.map((secret) => signature(`${id}.${seconds}.${body}`, secret)).join(' '),
  }),
});

const signature = (text: string, secret: string): string =>
  `v1,${createHmac('sha256', keyOf(secret) ?? '')
    .update(text)
    .digest('base64')}`;

const keyOf = (secret: string): Buffer | undefined => {
  const [, base64 = ''] =
    /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(secret) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
};
