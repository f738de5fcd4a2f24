// Checking what a file says against a schema. Zod measures lengths before it knows types, and throws where an object claims a
// length that is no number at all; a file that does that is as wrong as any other.
import type { z } from 'zod';

/** @param schema one that refuses nothing at all, `undefined` */
export function safeParse<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return schema.safeParse(undefined);
  }
}
