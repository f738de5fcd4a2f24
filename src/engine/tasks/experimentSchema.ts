// The JSON schema of experiment files of all tasks: for the editor, and for the parser's own messages.

import { z } from 'zod';
import { alternatives, type JsonSchema, schemaOptions } from '../experiment/jsonSchema';
import { toldSchema } from '../experiment/toldSchema';
import { lessonKeys } from '../lessons/lessonSchema';
import { sweepSchema } from '../sweep/sweepSchema';
import { TASKS } from './tasks';

let made: JsonSchema | undefined;

/** Of what is written in a file (before defaults). Made once, since that takes long, and given to all: not to be changed. */
export const experimentJsonSchema = (): JsonSchema => (made ??= makeExperimentJsonSchema());

function makeExperimentJsonSchema(): JsonSchema {
  const summaries = Object.entries(TASKS).map(([name, { summary }]) => `"${name}" ${summary}`);
  const description = `What is learned: ${summaries.join('; ')}.`;
  const sweep = sweepSchema.optional();
  const oneOf = Object.values(TASKS).map(({ schema }) => {
    const task = schema.shape.task.describe(description);
    return withUntypedModel(z.toJSONSchema(schema.extend({ task, sweep, ...lessonKeys }), schemaOptions) as JsonSchema);
  });
  return { ...{ $schema: 'http://json-schema.org/draft-07/schema#', title: 'NLP Lab experiment' }, oneOf };
}

/** Models that begin with a run need not say their type: one more alternative of the key `model`, with the keys of all that may. */
function withUntypedModel(task: JsonSchema): JsonSchema {
  const { model } = task.properties ?? {};
  const typed = alternatives(model ?? {}).filter(({ properties }) => properties?.from);
  if (!model?.anyOf || typed.length === 0) return task;
  const all = typed.flatMap(({ properties = {} }) => Object.entries(properties)).reverse();
  const properties = Object.fromEntries(all.filter(([key]) => key !== 'type'));
  const untyped: JsonSchema = {
    description:
      'With "from" alone the model has the type of the run that it begins with, and that type\'s keys; what the run fixes need not be said.',
    ...{ type: 'object', properties, required: ['from'], additionalProperties: false },
  };
  return { ...task, properties: { ...task.properties, model: { ...model, anyOf: [...model.anyOf, untyped] } } };
}

/** The text of the committed schema file. */
export function experimentSchemaText(): string {
  return `${JSON.stringify(toldSchema(experimentJsonSchema()), undefined, 2)}\n`;
}
