import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('fromjson', () => {
  itAgreesWithJq([
    ['fromjson', '{"b":[1,true],"a":{"c":null},"b":2}', { b: 2, a: { c: null } }],
    ['fromjson | keys_unsorted', '{"b":1,"a":2,"b":3}', ['b', 'a']],
    ['fromjson', ' [1, "a\\u00e9\\n"] ', [1, 'aé\n']],
    ['fromjson | tostring', '[12,-3]', '[12,-3]'],
    ['fromjson', { a: 1 }, 'error: object ({"a":1}) only strings can be parsed'],
    ['fromjson | tojson', '{"a":{"b":1,"7":2},"0":3}', '{"a":{"b":1,"7":2},"0":3}'],
    ['fromjson | .__proto__', '{"__proto__":1}', 1],
  ]);

  itBailsOut([
    ['fromjson', '[1', 'JSON in unusual form'],
    ['fromjson', '', 'JSON in unusual form'],
    ['fromjson', 'nan', 'JSON in unusual form'],
    ['fromjson', '"\\ud83d\\ude00"', 'JSON in unusual form'],
    ['fromjson', '[1.0]', 'a number in JSON that is not a safe integer'],
    ['fromjson', '[9007199254740993]', 'a number in JSON that is not a safe integer'],
    ['fromjson', '-0', 'a number in JSON that is not a safe integer'],
    ['fromjson | .b = 1', '{"a":1,"7":2}', 'a change of an object with keys that look like array indices'],
  ]);
});
