import { describe } from 'vitest';
import { itAgreesWithJq, itHandsOver } from '../../../../support/jq/agreement.ts';

describe('fromjson', () => {
  itAgreesWithJq([
    ['fromjson', '{"b":[1,true],"a":{"c":null},"b":2}', { b: 2, a: { c: null } }],
    ['fromjson | keys_unsorted', '{"b":1,"a":2,"b":3}', ['b', 'a']],
    ['fromjson', ' [1, "a\\u00e9\\n"] ', [1, 'aé\n']],
    ['fromjson | tostring', '[12,-3]', '[12,-3]'],
    ['fromjson', { a: 1 }, 'error: object ({"a":1}) only strings can be parsed'],
    ['fromjson | .__proto__', '{"__proto__":1}', 1],
  ]);

  itHandsOver([
    ['fromjson', '[1', 'JSON that is not plain'],
    ['fromjson', '', 'JSON that is not plain'],
    ['fromjson', 'nan', 'JSON that is not plain'],
    ['fromjson', '"\\ud83d\\ude00"', 'JSON that is not plain'],
    ['fromjson', '[1.0]', 'a number that is no safe integer in JSON'],
    ['fromjson', '[9007199254740993]', 'a number that is no safe integer in JSON'],
    ['fromjson', '-0', 'a number that is no safe integer in JSON'],
    ['fromjson', '{"a":1,"7":2}', 'a key that looks like a position in JSON'],
  ]);
});
