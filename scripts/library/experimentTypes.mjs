// The TypeScript of a JSON schema, with its descriptions: what an experiment may hold, for those who have the library alone.

const indent = (text) => text.replaceAll('\n', '\n  ');
const comment = ({ description }) => (description ? `/** ${description.replaceAll('*/', '*\u200b/')} */\n` : '');

/** A key with its value. */
function member([key, schema], required) {
  const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
  return indent(`\n${comment(schema)}${name}${required.includes(key) ? '' : '?'}: ${typeOf(schema)};`);
}

function objectType({ properties = {}, additionalProperties, required = [] }) {
  if (typeof additionalProperties === 'object') return `Record<string, ${typeOf(additionalProperties)}>`;
  const members = Object.entries(properties).map((entry) => member(entry, required));
  return `{${members.join('')}\n}`;
}

function arrayType({ items }) {
  return Array.isArray(items) ? `[${items.map(typeOf).join(', ')}]` : `(${typeOf(items)})[]`;
}

/** @returns {string} */
export function typeOf(schema) {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map(typeOf))].join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Object.keys(schema).every((key) => key === 'description')) return 'unknown';
  switch (schema.type) {
    case 'object':
      return objectType(schema);
    case 'array':
      return arrayType(schema);
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      throw new Error(
        `A part of the schema has a type that is not known here: ${JSON.stringify(schema).slice(0, 200)}`,
      );
  }
}
