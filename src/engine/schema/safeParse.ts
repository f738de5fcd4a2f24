// Checking what a file says against a schema. Zod measures lengths before it knows types, and throws where an object claims a
// length that is no number at all; a file that does that is as wrong as any other.
import { z } from 'zod';

export function safeParse<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const issue = { code: 'custom' as const, path: [], message: 'is wrong', input: value };
    return { success: false, error: new z.ZodError<z.output<S>>([issue]) };
  }
}
