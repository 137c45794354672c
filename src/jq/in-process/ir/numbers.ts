import type { Syntax } from '../parse/syntax.ts';
import type { Filter } from './filter.ts';
import { bailOut, literal } from './make.ts';

/**
 * jq keeps the digits of a number literal. Only when JavaScript writes the double with the same digits do the two print
 * alike.
 */
export const numberOf = (text: string): Filter =>
  String(Number(text)) === text ? literal(Number(text)) : bailOut(unusualNumber);

export const unusualNumber = 'a number literal in unusual form';

/**
 * The value of a literal, or of one with a minus, that JavaScript would write in another way: `1e3` prints as `1E+3` in
 * jq, but compares like `1000`. Undefined for anything else, and for a literal that is not the decimal number by which
 * JavaScript writes its double: jq compares decimal numbers.
 */
export const unusualValue = (syntax: Syntax): number | undefined => {
  if (syntax.kind === 'negate') {
    const value = unusualValue(syntax.of);
    // -0 prints and divides otherwise.
    return value === undefined || value === 0 ? undefined : -value;
  }
  if (syntax.kind !== 'number') return undefined;
  const value = Number(syntax.text);
  const usual = String(value);
  return usual !== syntax.text && Number.isFinite(value) && decimalOf(usual) === decimalOf(syntax.text)
    ? value
    : undefined;
};

/** The same text for all ways to write a decimal number: its digits without zeros around them, and an exponent. */
const decimalOf = (text: string): string => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
};
