import { expect, it } from 'vitest';
import { problemOfNode } from '../../../src/cli/node-version.ts';

it.each(['22.18.0', '22.21.3', '24.0.0'])('Node %s is new enough', (version) =>
  expect(problemOfNode(version)).toBeUndefined(),
);

it.each(['18.20.8', '20.20.2', '22.9.0', '22.17.1'])('Node %s is too old, and people are told', (version) =>
  expect(problemOfNode(version)).toBe(
    `error: tattletail needs Node 22.18 or newer, and this is Node ${version}\n`,
  ),
);
