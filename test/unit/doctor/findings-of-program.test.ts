import { describe, expect, it } from 'vitest';
import { fixed } from '../../../src/doctor/diagnose.ts';
import { findingsOfProgram } from '../../../src/doctor/findings-of-program.ts';
import type { Span } from '../../../src/jq/in-process/parse/spans.ts';
import { compileProgram } from '../../../src/jq/in-process/program.ts';
import { goodParameters } from './good-parameters.ts';
import { goodPrograms } from './good-programs.ts';
import {
  alwaysMatches,
  asksForOtherParameters,
  comesOutOtherwise,
  fails,
  failsOnItsType,
  neverFires,
  pipesTooMuch,
} from './mistakes.ts';
import { mistakesOfAnalysts } from './mistakes-of-analysts.ts';
import { misled } from './witnesses/misled.ts';
import { moreGoodPrograms } from './witnesses/more-good-programs.ts';

const mistakes = [
  ...neverFires,
  ...alwaysMatches,
  ...fails,
  ...failsOnItsType,
  ...comesOutOtherwise,
  ...pipesTooMuch,
  ...asksForOtherParameters,
  ...misled,
  ...mistakesOfAnalysts,
];

describe('a program with its fixes has no findings', () => {
  it.each(mistakes.filter((mistake) => mistake.fixed !== undefined))('$program', ({ program }) => {
    let text = program;
    for (let rounds = 0; rounds < 4; rounds += 1) {
      const finding = findingsOfProgram(text).find(({ fix }) => fix !== undefined);
      if (finding === undefined) break;
      text = fixed(text, finding);
    }
    expect(findingsOfProgram(text), text).toEqual([]);
  });
});

describe('findings stand in different places', () => {
  it.each(mistakes)('$program', ({ program }) => {
    // That only the first output counts is about the whole program, and something else than a mistake within it.
    const findings = findingsOfProgram(program).filter(({ kind }) => kind !== 'first-output');
    const pairs = findings.flatMap((one, at) => findings.slice(at + 1).map((other) => [one, other]));
    expect(pairs.filter(([one, other]) => one && other && overlap(one.span, other.span))).toEqual([]);
  });

  const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
});

describe('a program that is right has no findings', () => {
  it.each([...goodPrograms, ...goodParameters, ...moreGoodPrograms])('%s', (program) => {
    expect(compileProgram(program)).toBeDefined();
    expect(findingsOfProgram(program)).toEqual([]);
  });
});
