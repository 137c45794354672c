import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('formats', () => {
  itAgreesWithJq([
    ['[@text, @json]', ['a', 1], ['["a",1]', '["a",1]']],
    ['@csv', [1, 'a"b', null, true, 0.5], '1,"a""b",,true,0.5'],
    ['@tsv', ['a\tb\\', 'c\n\r', null], 'a\\tb\\\\\tc\\n\\r\t'],
    ['@csv', 1, 'error: number (1) cannot be csv-formatted, only array'],
    ['@tsv', [[1]], 'error: array ([1]) is not valid in a csv row'],
    ['@sh', ["it's", 1, null], "'it'\\''s' 1 null"],
    ['@sh', [{}], 'error: object ({}) can not be escaped for shell'],
    ['@html', '<&>\'"', '&lt;&amp;&gt;&apos;&quot;'],
    ['@html', 'a\0b', 'a\\0b'],
    ['@uri', "a b-_.~!*'()é/?", 'a%20b-_.~%21%2A%27%28%29%C3%A9%2F%3F'],
    ['@base64', 'aé', 'YcOp'],
    ['@base64d', 'YcOp', 'aé'],
    ['@base64d', '77u/YQ==', '\ufeffa'],
    ['@json "x\\(.a)y\\(.b)"', { a: 'q"', b: [1] }, 'x"q\\""y[1]'],
    ['@base64 "\\(.a):"', { a: 'x' }, 'eA==:'],
    ['@nosuch', 1, 'error: nosuch is not a valid format'],
    ['@nosuch "a"', 1, 'a'],
    ['format("text")', 1, '1'],
    ['format(1)', 1, 'error: number (1) is not a valid format'],
    ['["\\(.a)-\\(.b)"]', { a: 1, b: null }, ['1-null']],
    ['["\\(1, 2)\\(3, 4)"]', null, ['13', '23', '14', '24']],
  ]);

  itBailsOut([
    ['@base64d', 'YQ', 'base64 in unusual form'],
    ['@base64d', '/w==', 'base64 of invalid UTF-8'],
    ['@urid', '%41', '@urid'],
  ]);
});
