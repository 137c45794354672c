import { readText } from '../fixtures.ts';

/** The policy of docs/destinations.md that lets a function read secrets, for one in this region. */
export const policyOfSecrets = (region: string): unknown => {
  const [, text = ''] =
    /## Keep secrets out of the config\n.*?```json\n(.*?)```/s.exec(readText('docs/destinations.md')) ?? [];
  return JSON.parse(text.replaceAll('us-east-1', region));
};
