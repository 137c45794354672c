import { expect, it } from 'vitest';
import type { Fact } from '../../../src/alerts/facts-about.ts';
import { failureInBrief } from '../../../src/alerts/failure-content.ts';

const fix = 'write (.errorCode // "") instead of .errorCode';

it.each<[string, readonly Fact[], string]>([
  [
    'which field it was, and what to write',
    [
      ['Field', '.errorCode is missing'],
      ['Fix', fix],
    ],
    `.errorCode is missing: ${fix}`,
  ],
  [
    'the first of several',
    [
      ['Field', ['.errorCode is missing', '.a is a number']],
      ['Fix', [fix, 'write .b']],
    ],
    `.errorCode is missing: ${fix}`,
  ],
  ['only the field where no fix is known', [['Field', '.errorCode is missing']], '.errorCode is missing'],
  [
    'only the field where the fix would have to be cut',
    [
      ['Field', '.errorCode is missing'],
      ['Fix', 'x'.repeat(200)],
    ],
    '.errorCode is missing',
  ],
  ['the reason where the field is not known', [['Who', 'alice']], 'time ran out'],
])('says in brief %s', (_, facts, brief) =>
  expect(failureInBrief({ facts, annotation: ['Reason', 'time ran out\nanother reason'] })).toBe(brief),
);

it('is brief whatever the field is called', () =>
  expect(
    failureInBrief({ facts: [['Field', `.${'x'.repeat(500)} is missing`]], annotation: undefined }),
  ).toHaveLength(150));
