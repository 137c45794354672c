/** `name@host`, or `Name <name@host>`, as the bare address. Undefined when SES would not take it. */
export const addressIn = (mailbox: string): string | undefined => {
  // RFC 2047: an encoded word has at most 75 characters.
  if (mailbox.split(' ').some((word) => word.startsWith('=?') && word.length > 75)) return undefined;
  // SES API v2, SendEmail: no SMTPUTF8. A name outside ASCII must be encoded words, a domain Punycode.
  if (/[^ -~]/.test(mailbox)) return undefined;
  const named = /^(.*?) *<([^<>]*)>$/.exec(mailbox);
  const [, name = '', address = ''] = named ?? ['', '', mailbox];
  return isPhrase(name) && isAddress(address) ? address : undefined;
};

/** RFC 5322: words, or anything in quotes. */
const isPhrase = (name: string): boolean => /^([^()<>[\]:;@\\,."]*|"([^"\\]|\\.)*")$/.test(name);

const isAddress = (address: string): boolean => {
  const [local = '', domain = '', ...more] = address.split('@');
  return (
    more.length === 0 &&
    address.length <= 320 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    local.length <= 64 &&
    /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/.test(domain) &&
    domain.length <= 255
  );
};

/** A verified identity is an address, or a domain with its subdomains. SES-DG "Verified identities". */
export const isVerified = (address: string, identities: readonly string[]): boolean => {
  const domain = (address.split('@')[1] ?? '').toLowerCase();
  return identities.some((identity) =>
    identity.includes('@')
      ? address === identity
      : domain === identity.toLowerCase() || domain.endsWith(`.${identity.toLowerCase()}`),
  );
};
