import type { OtherContent } from './content.ts';

/** What a file is that is no JSON, by how it begins. */
export const describeText = (head: Uint8Array): OtherContent => {
  const binary = magics.find(([, magic]) => magic.every((byte, at) => head[at] === byte));
  if (binary !== undefined) return { kind: 'text', what: binary[0] };
  const text = Buffer.from(head.subarray(0, 1000)).toString('latin1');
  const log = logs.find(([, pattern]) => pattern.test(text));
  if (log !== undefined) return { kind: 'neighbour', what: log[0] };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none but these
  return { kind: 'text', what: /[\0-\x08\x0e-\x1a]/.test(text) ? 'binary data' : 'text' };
};

const magics: readonly (readonly [string, readonly number[]])[] = [
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['bzip2 data', [0x42, 0x5a, 0x68]],
  ['xz data', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['Zstandard data', [0x28, 0xb5, 0x2f, 0xfd]],
  ['Parquet data', [0x50, 0x41, 0x52, 0x31]],
  // Its first kilobyte may have no control character.
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** Other logs of AWS, by their first line (the guides of these services, "log file format" or "log entries"). */
const logs: readonly (readonly [string, RegExp])[] = [
  ['a VPC flow log', /^[a-z -]*\b(interface-id|srcaddr|pkt-srcaddr)\b[a-z -]*[\r\n]/],
  ['a VPC flow log', /^\d \d{12} (eni-|-|tgw-)/],
  ['an S3 access log', /^[0-9a-f]{64} \S{1,63} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/],
  ['an ELB access log', /^(https?|h2|grpcs?|wss?|tls) (\d\.\d )?\d{4}-\d\d-\d\dT[\d:.]{8,15}Z? (app|net)\//],
  ['an ELB access log', /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z \S{1,32} [\da-f.:]{2,45}:\d+ /],
  ['an ELB connection log', /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z [\da-f.:]{2,45} \d+ \d+ (TLSv|- )/],
  ['a test file of ELB', /^Enable (AccessLog|ConnectionLog) for ELB/],
  ['a CloudFront log', /^#Version: 1\.0\s+#Fields: /],
];
