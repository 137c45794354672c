import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { JsonValue } from '../../json.ts';
import { piecesOf } from './pieces.ts';
import { follow, type Place } from './reasoning/place.ts';

/** Whether some of the values look like a text, letters and digits aside. */
export const hasShapeIn = (
  text: string,
  values: readonly JsonValue[],
  how: 'startswith' | 'endswith' | 'contains' | '==' = '==',
): boolean => {
  const shape = shapeOf(text);
  const shapes = [...new Set(values.map((value) => shapeOf(String(value))))];
  switch (how) {
    case '==':
      return shapes.includes(shape);
    case 'startswith':
      return shapes.some((each) => each.startsWith(shape));
    case 'endswith':
      return shapes.some((each) => each.endsWith(shape));
    case 'contains':
      return shapes.some((each) => each.includes(shape));
  }
};

const shapeOf = (text: string): string =>
  text.replaceAll(/\d/g, '9').replaceAll(/[a-z]/g, 'a').replaceAll(/[A-Z]/g, 'A');

/** The value that people mean: a zero before a digit, other letters, a name in short or in full, Sunday as 0. */
export const meantBy = (
  literal: string | number,
  values: readonly JsonValue[],
  places: readonly Place[],
): JsonValue | undefined => {
  if (typeof literal === 'number') {
    const [step] = places.map(({ steps }) => steps.at(-1)?.field);
    if (step === 6 && literal === 7) return 0;
    return step === 1 && literal === 12 ? 11 : undefined;
  }
  if (/^\d$/.test(literal) && values.includes(`0${literal}`)) return `0${literal}`;
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length > 12 || !/^[a-z]{3,}$/i.test(literal)) return undefined;
  const small = literal.toLowerCase();
  return texts.find((text) => {
    const other = text.toLowerCase();
    return other.startsWith(small) || small.startsWith(other);
  });
};

/** What an order of times gives that hardly anybody means, though it is sometimes true. */
export const mistakeInOrder = (
  literal: string | number,
  values: readonly JsonValue[],
  places: readonly Place[],
  program: Syntax,
): { readonly message: string; readonly literal?: JsonValue } | undefined => {
  if (typeof literal === 'number') return mistakeInHour(literal, values, places, program);
  const [shape, ...others] = [...new Set(values.map((value) => shapeOf(String(value))))];
  if (shape === undefined || others.length > 0) return undefined;
  const wanted = shapeOf(literal);
  if (/^\d$/.test(literal) && shape === '99')
    return { message: 'compares text, letter by letter: "10" comes before "2"', literal: `0${literal}` };
  if (wanted.startsWith(shape) || shape.startsWith(wanted)) return undefined;
  // Fractions of a second and other words for UTC change little.
  if (wanted.slice(0, 19) === shape.slice(0, 19)) return undefined;
  return { message: `compares text, letter by letter, that looks different: ${JSON.stringify(values[0])}` };
};

/** jq orders 2026-13-01 like any other text. */
export const isNoDate = (text: string): boolean => {
  const [date, month = '', day = '01'] = /^\d{4}-(\d\d)(?:-(\d\d))?(?![\d])/.exec(text) ?? [];
  if (date === undefined) return false;
  const days = new Date(Date.UTC(Number(date.slice(0, 4)), Number(month), 0)).getUTCDate();
  return Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days;
};

const mistakeInHour = (
  literal: number,
  values: readonly JsonValue[],
  places: readonly Place[],
  program: Syntax,
): { readonly message: string } | undefined => {
  const numbers = piecesOf(program).flatMap((piece) => (piece.kind === 'number' ? [Number(piece.text)] : []));
  const isMinute = places.every(({ steps }) => steps.at(-1)?.field === 4 && isBroken(steps.at(-2)?.text));
  if (isMinute && literal > 0 && literal < 24 && !numbers.includes(3))
    return { message: 'compares the minute: of gmtime, [3] is the hour and [4] the minute' };
  const last = Math.max(...values.map(Number));
  const isSum = places.every((place) => /^\+ \d+$/.test(place.steps.at(-1)?.text ?? '') && isHour(place));
  if (isSum && last > 23 && literal > 0 && literal < 23 && !numbers.includes(24) && !numbers.includes(23))
    return { message: `compares hours up to ${last}: after the sum, % 24 is missing` };
  return undefined;
};

const isBroken = (text = ''): boolean => /^(?:gmtime|strptime)\//.test(text);

/** Before a sum it is 0 to 23. */
const isHour = ({ steps }: Place): boolean => {
  const at = (time: string): JsonValue | undefined => {
    const reached = follow(`2026-11-20T${time}Z`, steps.slice(1, -1));
    return reached.kind === 'value' ? reached.value : undefined;
  };
  return at('00:59:59') === 0 && at('06:30:00') === 6 && at('23:00:00') === 23;
};
