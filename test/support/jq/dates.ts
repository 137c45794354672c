import fc from 'fast-check';

/** Programs that read and write dates, for `anyDateInput`. */
export const anyDateProgram = (): fc.Arbitrary<string> =>
  fc.oneof(
    format.map((text) => `try (.time | strftime(${text})) catch .`),
    format.map((text) => `try (.parts | strftime(${text})) catch .`),
    format.map((text) => `.time as $t | try ($t | strftime(${text}) | [., strptime(${text})]) catch .`),
    textFormat.map((text) => `try (.text | strptime(${text}) | [., mktime, todate]) catch .`),
    fc.constantFrom(
      '.time | try [gmtime, (gmtime | mktime), todate] catch .',
      '.parts | try [mktime, todate] catch .',
      '.text | try fromdate catch .',
    ),
  );

export const anyDateInput = (): fc.Arbitrary<{ time: number; parts: number[]; text: string }> =>
  fc.record({
    time: fc.oneof(
      fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }),
      fc.integer({ min: -3, max: 4_000_000_000 }),
      // With quarters of a second.
      fc.integer({ min: -9, max: 16_000_000_000 }).map((quarters) => quarters / 4),
    ),
    parts: fc.tuple(...[2026, 5, 15, 12, 30, 30, 3, 180].map(near)).map((parts) => [...parts]),
    text: fc
      .tuple(
        fc.constantFrom('2026-03-04', '2024-2-29', '2026-02-31', '0999-12-31', 'Wed 04 Mar 2026', '063 2026'),
        fc.constantFrom('T', ' ', '', '  '),
        fc.constantFrom('05:06:07', '23:59:61', '12:30 AM', '12:30 pm', '24:00'),
        fc.constantFrom('', 'Z', ' +0100', ' UTC', ' rest', '\n', '.5'),
      )
      .map((parts) => parts.join('')),
  });

const near = (value: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: value * 2 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
    { weight: 1, arbitrary: fc.constantFrom(value + 0.5, -0.5, 1e6) },
  );

const conversion = fc
  .tuple(
    fc.constantFrom('', '', '', '', '-', '_', '0', '^', '#', '^0'),
    fc.constantFrom('', '', '', '', '2', '5', '12', '99'),
    fc.constantFrom('', '', '', '', '', 'E', 'O'),
    fc.constantFrom(...'aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%QNLéEO'),
  )
  .map((parts) => `%${parts.join('')}`);

const format = fc
  .array(fc.oneof({ weight: 4, arbitrary: conversion }, fc.constantFrom(' ', ':', '-', 'T', 'é', '%')), {
    maxLength: 6,
  })
  .map((parts) => JSON.stringify(parts.join('')));

const textFormat = fc
  .tuple(
    fc.constantFrom('%Y-%m-%d', '%F', '%a %d %b %Y', '%j %Y', '%A %e %B %G', '%Y-%U-%w', '%C%y-%m-%d'),
    fc.constantFrom('T', ' ', ''),
    fc.constantFrom('%H:%M:%S', '%T', '%I:%M %p', '%R', '%k:%M:%S'),
    fc.constantFrom('', 'Z', '%z', ' %Z', '%n', '.%d'),
  )
  .map((parts) => JSON.stringify(parts.join('')));
