// Writes docs/experiment.md and docs/ko/experiment.md from schemas/experiment.schema.json: every key of an experiment file, with its
// type, what it is when left out, and what it means. `node scripts/makeExperimentDocs.mjs`; with `--check` nothing is written, and the
// exit code is 1 while a page is stale.
import fs from 'node:fs';
import path from 'node:path';
import { ENGLISH, KOREAN } from './experimentDocs/words.mjs';
import { readSchema, inKorean } from './koreanSchema.mjs';

const root = path.join(import.meta.dirname, '..');

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

/** A type in words, without its keys. */
function typeOf(schema, { types }) {
  const branches = branchesOf(schema);
  const source = branches.some(({ properties }) => properties?.labels);
  const words = branches.map((branch) => {
    if (branch.const !== undefined) return code(JSON.stringify(branch.const));
    if (branch.enum) return branch.enum.map((value) => code(JSON.stringify(value))).join(' ');
    if (branch.type === 'integer') return types.integer(branch);
    if (branch.type === 'number') return types.number(branch);
    if (isList(branch)) return types.list;
    if (branch.type === 'array') return types.numbers(branch.items.length, branch.items[0]);
    if (branch.type === 'boolean') return '`true` `false`';
    if (branch.type === 'string') return source ? types.path : types.text;
    if (branch.properties?.labels) return types.labels;
    if (branch.type === 'object') return types.object;
    throw new Error(`No words for ${JSON.stringify(branch)}`);
  });
  return [...new Set(words)].join(types.or).trim();
}

function defaultOf(schema, isRequired, { defaults }) {
  if (isRequired) return defaults.required;
  if (schema.default === undefined) return defaults.none;
  return typeof schema.default === 'object' && !Array.isArray(schema.default)
    ? defaults.below
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

function table(properties, required, words) {
  const rows = inOrder(properties).map(([key, schema]) => {
    const type = typeOf(schema, words);
    const cells = [code(key), type, defaultOf(schema, required.includes(key), words), withEquations(schema)];
    return `| ${cells.map(prose).join(' | ')} |`;
  });
  return [`| ${words.head.join(' | ')} |`, '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** What a type written alone may stand for. */
const isPlace = (properties) =>
  'labels' in properties || ('source' in properties && 'target' in properties && !('train' in properties));

function shorthandOf(schema, { shorthand }) {
  const alone = branchesOf(isList(schema) ? schema.items : schema).find((branch) => branch.enum);
  if (isList(schema)) return alone ? ` ${shorthand.step}` : '';
  return alone ? ` ${shorthand.type}` : '';
}

/** The head of an object that says no type. */
const untyped = (schema, { required = [] }, { objects }) =>
  isMap(schema) || !required.includes('from') ? objects.having(required.map(code).join(', ')) : objects.from;

/** What stands on a page, in one language; sections that stand there already, as text of their schemas, since tasks share many. */
function pageIn(words) {
  const written = new Set();

  function sections(schema, at) {
    const [first, ...others] = objectsOf(schema);
    const intro = `${schema.description ?? words.intro}${shorthandOf(schema, words)}`;
    const parts = [`## ${words.titles[at] ?? code(at)}`, prose(intro)];
    if (others.length === 0) parts.push(table(first.properties, first.required ?? [], words));
    for (const object of others.length > 0 ? [first, ...others] : []) {
      const { type, step, ...own } = object.properties;
      const kind = type ?? step;
      const rest = kind || isMap(schema) || !own.from ? own : { from: own.from }; // the others stand with the types
      const description = object.description ?? kind?.description;
      const names = kind ? (kind.enum ?? [kind.const]).map(code).join(', ') : untyped(schema, object, words);
      parts.push(`### ${names}`);
      if (description) parts.push(prose(description));
      const equations = equationsOf(kind ?? {});
      if (equations.length > 0) parts.push(equations.map((line) => `    ${line}`).join('\n'));
      if (Object.keys(rest).length > 0) parts.push(table(rest, isMap(schema) ? (object.required ?? []) : [], words));
      else if (!description) parts.push(words.noKeys);
    }
    const inside = [first, ...others].flatMap(({ properties }) => Object.entries(properties));
    const below = inside.filter(([key, inner]) => {
      const text = `${key} ${JSON.stringify(inner)}`;
      if (written.has(text) || !objectsOf(inner).some(({ properties }) => !isPlace(properties))) return false;
      written.add(text);
      return true;
    });
    const order = Object.keys(words.titles);
    const path = (key) => (at === '' ? key : `${at}.${key}`);
    below.sort(([a], [b]) => order.indexOf(path(a)) - order.indexOf(path(b)));
    return [...parts, ...below.flatMap(([key, inner]) => sections(inner, path(key)))];
  }

  /** Each task's keys; what several tasks share is described with the first. */
  return (schema) => {
    const tasks = branchesOf(schema);
    const all = tasks.flatMap((task) => {
      const name = task.properties.task.const ?? task.properties.task.enum[0];
      const [, intro, ...rest] = sections(task, '');
      return [`# ${words.task(code(name))}`, tasks[0] === task ? intro : `${intro} ${words.shared}`, ...rest];
    });
    return `${words.page}\n${all.join('\n\n')}\n`;
  };
}

const schema = readSchema();
const pages = {
  'docs/experiment.md': pageIn(ENGLISH)(schema),
  'docs/ko/experiment.md': pageIn(KOREAN)(inKorean(schema)),
};
for (const [name, text] of Object.entries(pages)) {
  const page = path.join(root, name);
  if (!process.argv.includes('--check')) fs.writeFileSync(page, text);
  else if (!fs.existsSync(page) || fs.readFileSync(page, 'utf8') !== text) {
    console.error(`${name} is stale: run node scripts/makeExperimentDocs.mjs`);
    process.exitCode = 1;
  }
}
