import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins of strings', () => {
  itAgreesWithJq([
    ['.a | startswith("Create")', { a: 'CreateUser' }, true],
    ['.a | startswith("create")', { a: 'CreateUser' }, undefined],
    ['.a | startswith("x")', {}, 'error: startswith() requires string inputs'],
    ['.a | endswith(".com")', { a: 'iam.amazonaws.com' }, true],
    ['.a | endswith(1)', { a: 'x' }, 'error: endswith() requires string inputs'],
    ['.a | ltrimstr("arn:"), rtrimstr("x")', { a: 'arn:aws' }, 'aws'],
    ['.a | ltrimstr("x")', { a: 1 }, 'error: startswith() requires string inputs'],
    ['.a | trimstr("ab")', { a: 'abcab' }, 'c'],
    ['.a | [trim, ltrim, rtrim]', { a: '\u0085\xa0 x \u3000\n' }, ['x', 'x \u3000\n', '\u0085\xa0 x']],
    ['.a | trim', { a: '\ufeffx' }, '\ufeffx'],
    ['.a | trim', {}, 'error: trim input must be a string'],
    ['.a | [ascii_downcase, ascii_upcase]', { a: 'aÉz-Zé' }, ['aÉz-zé', 'AÉZ-Zé']],
    ['.a | ascii_downcase', {}, 'error: explode input must be a string'],
    ['.a | explode', { a: 'a\ud83d\ude00' }, [97, 128512]],
    ['[97, 128512, 233.9] | implode', null, 'a\ud83d\ude00é'],
    [
      '["a"] | implode',
      null,
      'error: string ("a") can\'t be imploded, unicode codepoint needs to be numeric',
    ],
    ['[.a | split(",", "")]', { a: 'a,b,' }, [['a', 'b', ''], ['a', ',', 'b', ',']]], // biome-ignore format: a pair
    ['.a | split(",")', { a: '' }, []],
    ['.a / "/" | last', { a: 'arn:aws:iam::1:user/alice' }, 'alice'],
    ['.a | split(1)', { a: '' }, 'error: split input and separator must be strings'],
    ['.a | utf8bytelength', { a: 'é\ud83d\ude00' }, 6],
    ['.a | length', { a: 'é\ud83d\ude00' }, 2],
    ['.a * 2', { a: 'ab' }, 'abab'],
    ['[.a * 0.5, .a * -1]', { a: 'ab' }, ['', null]],
    ['.a[1:3]', { a: 'a\ud83d\ude00bc' }, '\ud83d\ude00b'],
    ['.a[-2:]', { a: 'abc' }, 'bc'],
    ['.a[0]', { a: 'abc' }, 'error: Cannot index string with number (0)'],
  ]);

  itBailsOut([
    ['.a | startswith("x")', { a: '\ud800' }, 'a lone surrogate'],
    ['.a + .b', { a: '\ud83d', b: '\ude00' }, 'a lone surrogate'],
    ['[55296] | implode', null, 'an invalid code point'],
    ['.a * 1000001', { a: 'x' }, 'a long string'],
  ]);
});
