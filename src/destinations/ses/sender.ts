import * as z from 'zod';

/** The name that recipients see as the sender. */
export const senderName = z
  .string()
  .regex(/^(?!\s*$)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,100}$/u, {
    error: 'must be 1 to 100 characters in one line',
  })
  .describe('The name of the sender.');

/** The From of a mail, `"Security alerts" <a@example.com>`. A name replaces the one that the address has. */
export const senderOf = (address: string, name: string | undefined): string =>
  name === undefined ? address : `${phrase(name)} <${bareAddress(address)}>`;

export const bareAddress = (address: string): string =>
  /<\s*([^<>]*?)\s*>\s*$/.exec(address)?.[1] ?? address.trim();

/** SES takes ASCII only; other names are encoded words (SES API v2 Reference, "SendEmail", and RFC 2047). */
const phrase = (name: string): string =>
  /^[ -~]*$/.test(name)
    ? `"${name.replace(/["\\]/g, '\\$&')}"`
    : piecesOf(name)
        .map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`)
        .join(' ');

/** An encoded word has at most 75 characters, and no character goes over two of them. */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > 45) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};
