import type { ObjectRef } from './object-ref.ts';

/** A way in which AWS invokes us: the objects that an event of this shape names, undefined for other shapes. */
export type EventShape = (event: unknown) => readonly ObjectRef[] | undefined;
