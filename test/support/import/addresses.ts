/** Whether an address is in a network; IPv6 in the forms of RFC 4291 without a dotted end. */
export const inNetwork = (text: string, network: string): boolean => {
  const [address = '', length = ''] = network.split('/');
  const [value, base] = [numberOf(text), numberOf(address)];
  if (value === undefined || base === undefined || value.bits !== base.bits) return false;
  const shift = BigInt(base.bits - Number(length));
  return value.number >> shift === base.number >> shift;
};

const numberOf = (text: string): { readonly bits: number; readonly number: bigint } | undefined => {
  const bytes = text.split('.');
  if (bytes.length === 4 && bytes.every((byte) => /^(0|[1-9][0-9]{0,2})$/.test(byte) && Number(byte) < 256)) {
    return { bits: 32, number: bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) };
  }
  if (!/^[0-9a-f:]+$/i.test(text) || /:::|::.*::/.test(text)) return undefined;
  const [head = '', tail] = text.split('::');
  const parts = (half: string): readonly string[] => (half === '' ? [] : half.split(':'));
  const known = parts(head).length + parts(tail ?? '').length;
  if (tail === undefined ? known !== 8 : known > 7) return undefined;
  const all = [...parts(head), ...Array<string>(8 - known).fill('0'), ...parts(tail ?? '')];
  if (!all.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  return { bits: 128, number: all.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n) };
};
