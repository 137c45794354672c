import type * as z from 'zod';
import { isJsonObject } from '../json.ts';
import type { MessageShape, Part } from './shapes.ts';

/** Reads objects of one shape. Undefined for all other values. */
export const ofShape = <Shape extends z.ZodRawShape, Reading>(
  shape: z.ZodObject<Shape>,
  read: (value: z.output<z.ZodObject<Shape>>) => Reading,
) => {
  const required = Object.keys(shape.shape).filter((key) => isRequired(shape.shape[key]));
  return (value: unknown): Reading | undefined => {
    // A log group may hold a hundred thousand lines of anything, and zod takes its time to say what is wrong with each.
    if (!isJsonObject(value) || !required.every((key) => key in value)) return undefined;
    const { success, data } = shape.safeParse(value);
    return success ? read(data) : undefined;
  };
};

/** The shape of the messages that are objects of one shape. */
export const messageShape = <Shape extends z.ZodRawShape>(
  shape: z.ZodObject<Shape>,
  read: (value: z.output<z.ZodObject<Shape>>) => readonly Part[] | undefined,
): MessageShape => ({ read: ofShape(shape, read), keys: Object.keys(shape.shape) });

const isRequired = (field: z.core.$ZodType | undefined): boolean =>
  field !== undefined && !(field as z.ZodType).safeParse(undefined).success; // every schema of z.object is one
