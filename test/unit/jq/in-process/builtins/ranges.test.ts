import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('range', () => {
  itAgreesWithJq([
    ['[range(3)]', null, [0, 1, 2]],
    ['[range(1, 2; 3, 4)]', null, [1, 2, 1, 2, 3, 2, 2, 3]],
    ['[range(0.5; 2)]', null, [0.5, 1.5]],
    ['[range(2; 0)]', null, []],
    ['[range(0; 6; 2, -1)]', null, [0, 2, 4]],
    ['[range(3; 0; -1)]', null, [3, 2, 1]],
    ['[range(0; 1; 0)]', null, []],
    ['range("a")', null, 'error: Range bounds must be numeric'],
  ]);

  itBailsOut([
    ['[range(1000000)]', null, 'many steps'],
    ['[range("a"; 1; 1)]', null, 'a range of other values than numbers'],
  ]);
});
