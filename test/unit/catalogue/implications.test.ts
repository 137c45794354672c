import { describe, expect, it } from 'vitest';
import { fieldAt } from '../../../src/catalogue/fields.ts';
import { implications } from '../../../src/catalogue/implications.ts';

describe('what CloudTrail never writes together', () => {
  it('is about fields of a record, and values that they can have', () => {
    for (const { field, values, consequence, instead } of implications) {
      expect(fieldAt(field), field).toBeDefined();
      expect(fieldAt(consequence.field), consequence.field).toBeDefined();
      if (instead !== undefined) expect(fieldAt(instead), instead).toBeDefined();
      const possible: readonly (string | boolean)[] = fieldAt(field)?.values ?? values;
      expect(values.filter((value) => !possible.includes(value))).toEqual([]);
    }
  });
});
