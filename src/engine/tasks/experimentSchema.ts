// The JSON schema of experiment files of all tasks: for the editor, and for the parser's own messages.

import { z } from 'zod';
import { type JsonSchema, schemaOptions } from '../experiment/jsonSchema';
import { TASKS } from './tasks';

let made: JsonSchema | undefined;

/** Of what is written in a file (before defaults). Made once, since that takes long, and given to all: not to be changed. */
export const experimentJsonSchema = (): JsonSchema => (made ??= makeExperimentJsonSchema());

function makeExperimentJsonSchema(): JsonSchema {
  const summaries = Object.entries(TASKS).map(([name, { summary }]) => `"${name}" ${summary}`);
  const description = `What is learned: ${summaries.join('; ')}.`;
  const oneOf = Object.values(TASKS).map(({ schema }) => {
    const task = schema.shape.task.describe(description);
    return z.toJSONSchema(schema.extend({ task }), schemaOptions) as JsonSchema;
  });
  return { ...{ $schema: 'http://json-schema.org/draft-07/schema#', title: 'NLP Lab experiment' }, oneOf };
}

/** The text of the committed schema file. */
export function experimentSchemaText(): string {
  return `${JSON.stringify(experimentJsonSchema(), undefined, 2)}\n`;
}
