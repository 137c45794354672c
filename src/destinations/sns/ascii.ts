/**
 * At most 99 printable ASCII characters, the first of which is no space: what SNS has always taken as a subject (SNS API
 * Reference, "Publish"). Letters lose their accents; what has no letter in ASCII becomes a question mark.
 */
export const asciiSubject = (text: string): string => {
  const plain = text
    .replaceAll('…', '...')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '?')
    .trim();
  return plain.length > 99 ? `${plain.slice(0, 96)}...` : plain || 'CloudTrail alert';
};
