// The input of a tool as JSON Schema, for programs that offer it.
import * as z from 'zod/mini';
import type { Tool } from './tool';

/** Without the key that names the version. */
export function inputSchema({ input }: Tool): Record<string, unknown> {
  const schema: Record<string, unknown> = z.toJSONSchema(input);
  delete schema.$schema;
  return schema;
}
