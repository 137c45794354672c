import { expect, it } from 'vitest';
import { goJson } from '../../../../src/destinations/original/go-json.ts';

// The golden record of the original's tests, as it decodes.
const golden = JSON.parse(
  '{"z":"<b>&x\\u2028é","a":1,"big":12345678901234567890,"e":1e21,"eventID":"e1","f":1.0,"neg":-0,"sm":1e-7}',
);

it("writes the original's compact JSON", () => {
  expect(goJson(golden)).toBe(
    '{"a":1,"big":12345678901234567000,"e":1e+21,"eventID":"e1","f":1,"neg":-0,"sm":1e-7,"z":"\\u003cb\\u003e\\u0026x\\u2028é"}',
  );
});

it("writes the original's indented JSON", () => {
  expect(goJson({ b: [1, { c: null }], a: {}, d: [] }, '  ')).toBe(
    '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": null\n    }\n  ],\n  "d": []\n}',
  );
});

it('sorts keys by their bytes, not by UTF-16', () => {
  expect(goJson({ '\u{1F600}': 1, '\uFF5E': 2, a: 3 })).toBe('{"a":3,"\uFF5E":2,"\u{1F600}":1}');
});

it('replaces a lone surrogate as Go does', () => expect(goJson('\uD800x')).toBe('"\uFFFDx"'));

it.each([true, false, null, 0.1, 1e-6, 123456789, 'plain'])('writes %j as JSON does', (value) =>
  expect(goJson(value)).toBe(JSON.stringify(value)),
);
