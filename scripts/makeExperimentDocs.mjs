// Writes docs/experiment.md from schemas/experiment.schema.json: every key of an experiment file, with its type, what it
// is when left out, and what it means. `node scripts/makeExperimentDocs.mjs`; with `--check` nothing is written, and the
// exit code is 1 while the page is stale.
import fs from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const page = path.join(root, 'docs/experiment.md');

const HEAD = `# The experiment file

An experiment is a file that ends in \`.nlplab.json\`. It says all there is to say about a run: the data, how text is cut,
the model, how it is trained. Comments and trailing commas are allowed. The smallest one is

    { "data": { "train": "reviews.tsv" } }

Everything left out has the default given below. Paths start in the folder of the experiment file. A key that does not
exist and a value that cannot be are errors: they name the key, and the nearest right one. In the editor the same is shown
while you write, with completion and a description of each key. A run keeps the experiment with all defaults filled in,
as \`experiment.json\` (see [files.md](files.md)).

On the command line a key is changed for one run by \`--set\`, for example

    nlp-lab train reviews.nlplab.json --set training.epochs=3 --set model.type=gru

<!-- Made from schemas/experiment.schema.json by scripts/makeExperimentDocs.mjs. -->
`;

const TITLES = {
  '': 'The whole file',
  data: '`data`: the examples',
  clean: '`clean`: what is done to the text first',
  tokenizer: '`tokenizer`: how text is cut',
  model: '`model`: what is trained',
  training: '`training`: how it is trained',
  'training.optimizer': '`training.optimizer`: how a step is made from gradients',
  'training.schedule': '`training.schedule`: how the learning rate changes',
  runtime: '`runtime`: what computes',
  evaluation: '`evaluation`: how texts are judged',
  sweep: '`sweep`: other values to try',
  'sweep.keys': '`sweep.keys`: which keys have which values',
  'sweep.search': '`sweep.search`: how values are found',
  'sweep.budget': '`sweep.budget`: when it is enough',
};

const code = (value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const branchesOf = ({ anyOf, oneOf, ...schema }) => {
  const branches = anyOf ?? oneOf;
  return branches ? branches.flatMap(branchesOf) : [schema];
};
/** The objects a schema accepts; of a list, those it may hold. */
const isList = ({ type, items }) => type === 'array' && !Array.isArray(items);
/** An object whose keys are anyone's; what they may hold is told. */
const isMap = ({ additionalProperties }) => typeof additionalProperties === 'object';
const innerOf = (schema) => (isList(schema) ? schema.items : isMap(schema) ? schema.additionalProperties : schema);
const objectsOf = (schema) => branchesOf(innerOf(schema)).filter(({ properties }) => properties);

function limits({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }) {
  const low =
    minimum !== undefined ? `from ${minimum}` : exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : '';
  const high =
    maximum !== undefined ? `to ${maximum}` : exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : '';
  return [low, high].filter((part) => part !== '').join(' ');
}

/** A type in words, without its keys. */
function typeOf(schema) {
  const branches = branchesOf(schema);
  const source = branches.some(({ properties }) => properties?.labels);
  const words = branches.map((branch) => {
    if (branch.const !== undefined) return code(JSON.stringify(branch.const));
    if (branch.enum) return branch.enum.map((value) => code(JSON.stringify(value))).join(' ');
    if (branch.type === 'integer') return `whole number ${limits(branch)}`;
    if (branch.type === 'number') return `number ${limits(branch)}`;
    if (isList(branch)) return 'a list, see below';
    if (branch.type === 'array') return `${branch.items.length} numbers, each ${limits(branch.items[0])}`;
    if (branch.type === 'boolean') return '`true` `false`';
    if (branch.type === 'string') return source ? 'a path' : 'text';
    if (branch.properties?.labels) return '`{ "labels": { "<label>": "<path>", ... } }`';
    if (branch.type === 'object') return 'an object';
    throw new Error(`No words for ${JSON.stringify(branch)}`);
  });
  return [...new Set(words)].join(', or ').trim();
}

function defaultOf(key, schema, required) {
  if (required) return 'required';
  if (schema.default === undefined) return 'none';
  return typeof schema.default === 'object' && !Array.isArray(schema.default)
    ? 'see below'
    : code(JSON.stringify(schema.default));
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
/** Angle brackets stay as they are in code, and are escaped outside of it. */
const prose = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part.replaceAll('|', '\\|') : cell(part)))
    .join('');

/** The equation behind a key, or behind each of its values, as lines. */
const equationsOf = ({ equation }) => {
  if (equation === undefined) return [];
  if (typeof equation === 'string') return equation.split('\n');
  return Object.entries(equation).flatMap(([value, text]) => text.split('\n').map((line) => `${value}: ${line}`));
};

/** In a cell of a table. */
const withEquations = (schema) =>
  [schema.description ?? '', ...equationsOf(schema).map(code)].filter((part) => part !== '').join(' ');

/** The order in which a person writes the keys of the file; keys of objects stay as they are in the schema. */
const ORDER = ['name', 'task', 'data', 'clean', 'tokenizer', 'model', 'training', 'runtime', 'seed'];
const inOrder = (properties) => {
  const rank = (key) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.entries(properties).sort(([a], [b]) => rank(a) - rank(b));
};

function table(properties, required = []) {
  const rows = inOrder(properties).map(([key, schema]) => {
    const cells = [code(key), typeOf(schema), defaultOf(key, schema, required.includes(key)), withEquations(schema)];
    return `| ${cells.map(prose).join(' | ')} |`;
  });
  return ['| key | type | when left out | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** What a type written alone may stand for. */
const isPlace = (properties) =>
  'labels' in properties || ('source' in properties && 'target' in properties && !('train' in properties));

function shorthandOf(schema) {
  const alone = branchesOf(isList(schema) ? schema.items : schema).find((branch) => branch.enum);
  if (isList(schema))
    return alone ? ' A step is an object, `{ "step": "repeats", "maximum": 3 }`, or its name alone.' : '';
  return alone ? ' A type may be written alone, as text, for an object of that type with all defaults.' : '';
}

/** Schemas whose section stands on the page already, as text: tasks share many. */
const written = new Map();

/** The head of an object that says no type. */
const untyped = (schema, { required = [] }) =>
  isMap(schema) || !required.includes('from')
    ? `### An object with ${required.map(code).join(', ')}`
    : '### No `type`, but `from`';

function sections(schema, at) {
  const [first, ...others] = objectsOf(schema);
  const intro = `${schema.description ?? 'All keys but `data` may be left out.'}${shorthandOf(schema)}`;
  const parts = [`## ${TITLES[at] ?? code(at)}`, prose(intro)];
  if (others.length === 0) parts.push(table(first.properties, first.required));
  for (const object of others.length > 0 ? [first, ...others] : []) {
    const { type, step, ...own } = object.properties;
    const kind = type ?? step;
    const rest = kind || isMap(schema) || !own.from ? own : { from: own.from }; // the others stand with the types
    const description = object.description ?? kind?.description;
    parts.push(kind ? `### ${(kind.enum ?? [kind.const]).map(code).join(', ')}` : untyped(schema, object));
    if (description) parts.push(prose(description));
    const equations = equationsOf(kind ?? {});
    if (equations.length > 0) parts.push(equations.map((line) => `    ${line}`).join('\n'));
    if (Object.keys(rest).length > 0) parts.push(table(rest, isMap(schema) ? object.required : []));
    else if (!description) parts.push('No further keys.');
  }
  const inside = [first, ...others].flatMap(({ properties }) => Object.entries(properties));
  const below = inside.filter(([key, inner]) => {
    const text = `${key} ${JSON.stringify(inner)}`;
    if (written.has(text) || !objectsOf(inner).some(({ properties }) => !isPlace(properties))) return false;
    written.set(text, true);
    return true;
  });
  const order = Object.keys(TITLES);
  const path = (key) => (at === '' ? key : `${at}.${key}`);
  below.sort(([a], [b]) => order.indexOf(path(a)) - order.indexOf(path(b)));
  return [...parts, ...below.flatMap(([key, inner]) => sections(inner, path(key)))];
}

/** Each task's keys; what several tasks share is described with the first. */
function taskSections(schema) {
  const tasks = branchesOf(schema);
  if (tasks.length === 1) return sections(tasks[0], '');
  return tasks.flatMap((task) => {
    const name = task.properties.task.const ?? task.properties.task.enum[0];
    const [, intro, ...rest] = sections(task, '');
    return [
      `# Task ${code(name)}`,
      tasks[0] === task ? intro : `${intro} Keys without a section here are as in the tasks above.`,
      ...rest,
    ];
  });
}

const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/experiment.schema.json'), 'utf8'));
const text = `${HEAD}\n${taskSections(schema).join('\n\n')}\n`;
if (!process.argv.includes('--check')) fs.writeFileSync(page, text);
else if (!fs.existsSync(page) || fs.readFileSync(page, 'utf8') !== text) {
  console.error('docs/experiment.md is stale: run node scripts/makeExperimentDocs.mjs');
  process.exit(1);
}
