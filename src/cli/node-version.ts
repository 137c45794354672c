import { isBefore } from '../version.ts';

/** The problem with a version of Node, if there is one. An older Node would fail somewhere without saying why. */
export const problemOfNode = (version: string): string | undefined =>
  isBefore(version, '22.18')
    ? `tattletail needs Node 22.18 or newer, and this is Node ${version}\n`
    : undefined;
