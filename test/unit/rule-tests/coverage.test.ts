import { describe, expect, it } from 'vitest';
import { cloudTechniques } from '../../../src/catalogue/attack.ts';
import { coverageOf } from '../../../src/rule-tests/coverage.ts';

const aRule = (id: string, attack: readonly string[], tests: readonly unknown[] = []) => ({
  rule: { id, attack },
  tests,
});

describe('a technique', () => {
  const { techniques, others, withoutTechnique } = coverageOf([
    aRule('tested', ['T1098.001'], ['a test']),
    aRule('untested', ['T1098.001', 'T1578.002', 'T1578.003']),
    aRule('elsewhere', ['T1584.001']),
    aRule('plain', []),
  ]);
  const found = (id: string) => techniques.find((technique) => technique.id === id);

  it('is tested if one of its rules has a test', () =>
    expect(found('T1098.001')).toEqual({
      id: 'T1098.001',
      name: 'Additional Cloud Credentials',
      status: 'tested',
      rules: ['tested', 'untested'],
    }));

  it('has the rules of its sub-techniques, each once', () => {
    expect(found('T1098')).toMatchObject({ status: 'tested', rules: ['tested', 'untested'] });
    expect(found('T1578')).toMatchObject({ status: 'untested', rules: ['untested'] });
  });

  it('may have none', () => expect(found('T1657')).toMatchObject({ status: 'none', rules: [] }));

  it('that is not in the list is shown if a rule names it', () =>
    expect(others).toEqual([{ id: 'T1584.001', name: '', status: 'untested', rules: ['elsewhere'] }]));

  it('may be missing in a rule', () => expect(withoutTechnique).toEqual(['plain']));
});

it('the list has every technique once, with a name', () => {
  const ids = cloudTechniques.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, name } of cloudTechniques)
    expect({ id, name }).toEqual({
      id: expect.stringMatching(/^T\d{4}(\.\d{3})?$/),
      name: expect.stringMatching(/\w/),
    });
});
