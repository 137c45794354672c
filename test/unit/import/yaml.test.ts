import { describe, expect, it } from 'vitest';
import { yamlDocuments } from '../../../src/import/yaml.ts';

const read = (text: string, reading?: Parameters<typeof yamlDocuments>[1]) =>
  yamlDocuments(text, reading).map((document) => document());

describe('YAML', () => {
  it('is read document by document, and JSON is YAML', () => {
    expect(read('a: 1\n---\nb: [x, ~, true]')).toEqual([{ a: 1 }, { b: ['x', null, true] }]);
    expect(read('{"a": {"b": 1.50}}')).toEqual([{ a: { b: 1.5 } }]);
    expect(read('')).toEqual([]);
  });

  it('keeps the digits of what looks like a number', () => {
    expect(read('[012345678901, 123456789012, 12345678901234567890, 0]')).toEqual([
      ['012345678901', 123456789012, '12345678901234567890', 0],
    ]);
  });

  it('has dates as texts, and yes for true in version 1.1 alone', () => {
    expect(read('[2024-01-01, yes]')).toEqual([['2024-01-01', 'yes']]);
    expect(read('[2024-01-01, yes]', { version: '1.1' })).toEqual([['2024-01-01', true]]);
  });

  it('has the functions of CloudFormation as maps where it may be a template', () => {
    const template = '[!Ref a, !Sub "x-y", !Join [":", [c]]]';
    expect(read(template, { isTemplate: true })).toEqual([
      [{ '!Ref': 'a' }, { '!Sub': 'x-y' }, { '!Join': [':', ['c']] }],
    ]);
  });

  it.each([
    ['a: 1\na: 2', 'it is not valid YAML: Map keys must be unique at line 2, column 1:'],
    ['a: !Ref b', 'it is not valid YAML: Unresolved tag: !Ref at line 1, column 4:'],
    ['a: *b', 'it is not valid YAML: Unresolved alias (the anchor must be set before the alias): b'],
    ['&a [*a]', 'it is nested too deeply'],
    ['a: .inf', 'it has a value that JSON cannot hold'],
    ['a: !!binary aGk=', 'it has a value that JSON cannot hold'],
  ])('%j is refused', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });
});
