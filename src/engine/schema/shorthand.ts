// Options of which only the type is given may be written as a string: "adam" for { "type": "adam" }.

import { z } from 'zod';

/** Accepts what `schema` accepts, and each of `types` alone, which stands for `{ type }` with all defaults. */
export function withShorthand<Type extends string, Schema extends z.ZodType>(types: readonly Type[], schema: Schema) {
  const alone = z.enum(types).transform((type) => schema.parse({ type }));
  return z.union([alone, schema]);
}

/** An object that says by `type` which of several it is. */
export type TypedSchema = z.ZodObject<{ type: z.ZodEnum | z.ZodLiteral<string> }>;

/** The values that `type` may have. */
export function typesOf({ shape: { type } }: TypedSchema): string[] {
  return type instanceof z.ZodLiteral ? [...type.values] : type.options.map(String);
}
