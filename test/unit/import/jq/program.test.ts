import { describe, expect, it } from 'vitest';
import { prefilterFields } from '../../../../src/choose-jq.ts';
import {
  allOf,
  always,
  anyOf,
  type Condition,
  equal,
  jq,
  never,
  not,
  some,
} from '../../../../src/import/jq/condition.ts';
import { each, elementsAt, hasKey, piped, valuesAt } from '../../../../src/import/jq/fields.ts';
import { programOf } from '../../../../src/import/jq/program.ts';
import { compileProgram } from '../../../../src/jq/in-process/program.ts';

const name = valuesAt(['eventName']);
const type = valuesAt(['userIdentity', 'type']);
const users = elementsAt(['requestParameters', 'userName']);

describe('a program', () => {
  it('compares the one value of a field of the record as people would', () => {
    expect(programOf(some(name, equal('A')))).toBe('.eventName == "A"');
    expect(programOf(not(some(name, equal('A'))))).toBe('.eventName != "A"');
    expect(programOf(some(name, equal('A'), equal(null)))).toBe('(.eventName | IN("A", null))');
    expect(programOf(not(some(name, equal('A'), equal('B'))))).toBe('(.eventName | IN("A", "B") | not)');
  });

  it('asks with any where there may be no value, or several', () => {
    expect(programOf(some(type, equal('Root')))).toBe('any(.userIdentity.type?; . == "Root")');
    expect(programOf(some(type, { jq: 'startswith("R")' }, equal('A'), equal('B')))).toBe(
      'any(.userIdentity.type?; IN("A", "B") or startswith("R"))',
    );
    expect(programOf(not(some(type, equal('Root'))))).toBe('any(.userIdentity.type?; . == "Root")\n| not');
  });

  it('puts each condition on a line of its own, and what belongs together in parentheses', () => {
    const condition = allOf([
      some(name, equal('A')),
      anyOf([some(type, equal('Root')), hasKey(['errorCode'])]),
      not(allOf([some(type, equal('X')), hasKey(['errorCode'])])),
    ]);
    expect(programOf(condition)).toMatchInlineSnapshot(`
      ".eventName == "A"
      and (any(.userIdentity.type?; . == "Root") or has("errorCode"))
      and (any(.userIdentity.type?; . == "X") and has("errorCode") | not)"
    `);
  });

  it('breaks what is too long for a line', () => {
    const names = Array.from({ length: 9 }, (_, at) => equal(`ANameThatIsLong${at}`));
    const long = 'a text that is too long to stand beside another one on a line of its own';
    expect(
      programOf(
        anyOf([
          some(name, ...names),
          allOf([
            some(users, { jq: `contains("${long}")` }, { jq: `endswith("${long}")` }),
            some(type, ...names),
          ]),
        ]),
      ),
    ).toMatchInlineSnapshot(`
      "# The elements of a list, one by one; anything else as it is.
      def each: [.] | flatten | .[];

      (.eventName | IN(
        "ANameThatIsLong0", "ANameThatIsLong1", "ANameThatIsLong2", "ANameThatIsLong3",
        "ANameThatIsLong4", "ANameThatIsLong5", "ANameThatIsLong6", "ANameThatIsLong7",
        "ANameThatIsLong8"
      ))
      or (
        any(
          .requestParameters.userName? | each;
          contains("a text that is too long to stand beside another one on a line of its own")
          or endswith("a text that is too long to stand beside another one on a line of its own")
        )
        and any(.userIdentity.type?; IN(
          "ANameThatIsLong0", "ANameThatIsLong1", "ANameThatIsLong2", "ANameThatIsLong3",
          "ANameThatIsLong4", "ANameThatIsLong5", "ANameThatIsLong6", "ANameThatIsLong7",
          "ANameThatIsLong8"
        ))
      )"
    `);
  });

  it('defines the functions that it uses once, before it uses them', () => {
    const inElement: Condition = {
      kind: 'within',
      of: piped(elementsAt(['resources']), 'objects'),
      is: allOf([some(elementsAt(['requestParameters', 'a']), equal(1)), jq('has("x")')]),
    };
    expect(programOf(allOf([inElement, some(elementsAt(['b']), equal(2))]))).toMatchInlineSnapshot(`
      "# The elements of a list, one by one; anything else as it is.
      def each: [.] | flatten | .[];

      any(.resources | each | objects; any(.requestParameters.a? | each; . == 1) and has("x"))
      and any(.b | each; . == 2)"
    `);
    expect(each.jq).toContain('def each:');
  });

  it('counts conditions', () => {
    const count: Condition = {
      kind: 'exactly',
      count: 1,
      of: [some(name, equal('A')), not(hasKey(['errorCode']))],
    };
    expect(programOf(count)).toMatchInlineSnapshot(`
      "([
        .eventName == "A",
        (has("errorCode") | not)
      ] | map(select(.)) | length == 1)"
    `);
  });
});

describe('conditions together', () => {
  it('leave out what makes no difference', () => {
    expect(allOf([always, hasKey(['a'])])).toEqual(hasKey(['a']));
    expect(allOf([never, hasKey(['a'])])).toBe(never);
    expect(anyOf([never, hasKey(['a'])])).toEqual(hasKey(['a']));
    expect(anyOf([always, hasKey(['a'])])).toBe(always);
    expect(not(not(hasKey(['a'])))).toEqual(hasKey(['a']));
    expect([not(always), not(never), some(name)]).toEqual([never, always, never]);
  });

  it('say once what is said twice, and ask several things of a value at once', () => {
    expect(programOf(allOf([hasKey(['a']), allOf([hasKey(['a'])])]))).toBe('has("a")');
    expect(programOf(anyOf([some(name, equal('A')), hasKey(['a']), some(name, equal('B'))]))).toBe(
      '(.eventName | IN("A", "B"))\nor has("a")',
    );
  });

  it('ask for the name of the event first, and then for its source', () => {
    const source = some(valuesAt(['eventSource']), equal('S'));
    expect(programOf(allOf([hasKey(['a']), source, some(name, equal('A'))]))).toBe(
      '.eventName == "A"\nand .eventSource == "S"\nand has("a")',
    );
  });

  it('lets the engine rule records out by the source of an event, and by a part of its name', () => {
    const begins = some(piped(name, 'strings'), { jq: 'startswith("Delete")' });
    const program = programOf(allOf([hasKey(['a']), begins, some(valuesAt(['eventSource']), equal('s3'))]));
    const fields = compileProgram(program, prefilterFields)?.conditions.map(({ field }) => field);
    expect(fields?.map((field) => prefilterFields[field])).toEqual([['eventSource'], ['eventName']]);
  });
});
