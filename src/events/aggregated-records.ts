import { createHash } from 'node:crypto';

/**
 * The records that a producer has packed into one record of Kinesis to save requests. Undefined for all other bytes.
 * The format is: four magic bytes, Protocol Buffers, and their MD5 ("KPL Aggregated Record Format" in
 * awslabs/amazon-kinesis-producer). Lambda does not unpack it.
 */
export const aggregatedRecords = (bytes: Uint8Array): Iterable<Uint8Array> | undefined => {
  if (!magic.every((byte, index) => bytes[index] === byte)) return undefined;
  const message = bytes.subarray(magic.length, -md5Length);
  const md5 = createHash('md5').update(message).digest();
  return md5.equals(bytes.subarray(-md5Length)) ? dataIn(message) : undefined;
};

const magic = [0xf3, 0x89, 0x9a, 0xc2];
const md5Length = 16;

const dataIn = function* (message: Uint8Array): Generator<Uint8Array> {
  for (const record of membersOf(message)) yield* membersOf(record);
};

/** Those with the number 3, which `AggregatedRecord.records` and `Record.data` have. */
const membersOf = function* (message: Uint8Array): Generator<Uint8Array> {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = number();
    const lengthOrValue = number();
    const hasLength = tag % 8 === 2;
    if (!hasLength) continue;
    if (Math.floor(tag / 8) === 3) yield message.subarray(at, at + lengthOrValue);
    at += lengthOrValue;
  }
};
