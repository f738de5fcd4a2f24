// The schema as editors show it on hover and beside what they complete: descriptions with what holds where a key is left out, with
// equations, and with what each of several values means.

import { alternatives, type JsonSchema } from './jsonSchema';

/** A schema and all within it, in the language of its descriptions: that of `leftOut`, too. */
export function toldSchema(schema: JsonSchema, leftOut = 'When left out'): JsonSchema {
  const { anyOf, oneOf, items, properties, additionalProperties } = schema;
  const told = (inner: JsonSchema): JsonSchema => toldSchema(inner, leftOut);
  const inner = anyOf && withMeanings(anyOf).map(told);
  return {
    ...schema,
    ...markdownOf(schema, leftOut),
    ...(inner && { anyOf: inner }),
    ...(oneOf && { oneOf: oneOf.map(told) }),
    ...(items && { items: Array.isArray(items) ? items.map(told) : told(items as JsonSchema) }),
    ...(properties && { properties: mapped(properties, told) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: told(additionalProperties) }),
  };
}

const mapped = (
  schemas: Record<string, JsonSchema>,
  change: (schema: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, change(schema)]));

/** Nothing where the description says it all. */
function markdownOf(
  schema: JsonSchema,
  leftOut: string,
): Pick<JsonSchema, 'markdownDescription' | 'markdownEnumDescriptions'> {
  const { description, default: left, equation } = schema;
  const isPlain = left !== undefined && (typeof left !== 'object' || Array.isArray(left));
  const parts = [
    ...(description === undefined ? [] : [escaped(description)]),
    ...(isPlain ? [`${leftOut}: \`${JSON.stringify(left)}\``] : []),
    ...(typeof equation === 'string' ? [block(equation)] : []),
  ];
  const values = meaningsOf(schema);
  return {
    ...(isPlain || typeof equation === 'string' ? { markdownDescription: parts.join('\n\n') } : {}),
    ...(values ? { markdownEnumDescriptions: values } : {}),
  };
}

/** What each value means; undefined where nothing tells them apart. */
function meaningsOf(schema: JsonSchema): string[] | undefined {
  const { description = '', equation, enum: values, markdownEnumDescriptions } = schema;
  if (markdownEnumDescriptions) return [...markdownEnumDescriptions];
  if (!values) return undefined;
  const equations = typeof equation === 'object' ? equation : {};
  const meanings = meaningsIn(description, values.map(String));
  if (meanings.size === 0 && typeof equation !== 'object') return undefined;
  return values.map(String).map((value) => {
    const parts = [escaped(meanings.get(value) ?? description)];
    if (Object.hasOwn(equations, value)) parts.push(block(equations[value]));
    return parts.join('\n\n');
  });
}

/** Of `"a": this; "b": that.` */
function meaningsIn(description: string, values: readonly string[]): Map<string, string> {
  const found = values
    .map((value) => ({ value, mark: `"${value}": ` }))
    .map(({ value, mark }) => ({ value, mark, at: description.indexOf(mark) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return new Map(
    found.map(({ value, mark, at }, i) => {
      const rest = description.slice(at + mark.length, found.at(i + 1)?.at);
      return [value, rest.split(/\. |; "/)[0].replace(/[;,.\s]+$/, '')];
    }),
  );
}

/** A type that may be written alone means what the object of that type says of it. */
function withMeanings(branches: readonly JsonSchema[]): JsonSchema[] {
  const types = new Map<string, string>();
  for (const { properties = {}, description } of branches.flatMap(alternatives)) {
    const { type, step } = properties;
    const kind = type ?? step;
    const text = kind?.description ?? description;
    if (!kind || text === undefined) continue;
    const { equation } = kind;
    for (const value of (kind.enum ?? [kind.const]).map(String)) {
      const own = typeof equation === 'object' ? equation[value] : equation;
      types.set(value, own === undefined ? escaped(text) : `${escaped(text)}\n\n${block(own)}`);
    }
  }
  return branches.map((branch) =>
    branch.enum?.some((value) => types.has(String(value)))
      ? { ...branch, markdownEnumDescriptions: branch.enum.map((value) => types.get(String(value)) ?? '') }
      : branch,
  );
}

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');

const block = (equation: string): string => `\`\`\`text\n${equation}\n\`\`\``;
