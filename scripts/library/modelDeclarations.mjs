// Writes schemas/nlp-lab.d.ts, by which editors know what models that people write are made of: of the library's declarations those that
// `src/engine/custom/library.ts` gives to such files, in one file that needs no other; and the copy beside the samples. `node scripts/library/modelDeclarations.mjs [--check]`
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../root.mjs';

const SOURCE = path.join(root, 'src');
const INDEX = path.join(SOURCE, 'engine/index.ts');
const FILES = ['schemas/nlp-lab.d.ts', 'samples/custom/nlp-lab.d.ts'].map((name) => path.join(root, name));
/** Of the library: where that lies of which models are made. What else is exported there runs them. */
const PARTS = /^\.\/(graph\/(ops|scan|value)|nn\/(?!losses)|models\/|custom\/)/;

/** Exports of the index that models may import, as its text has them. */
function exportsOfModels() {
  const text = fs.readFileSync(INDEX, 'utf8');
  const source = ts.createSourceFile(INDEX, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(
    (statement) => ts.isExportDeclaration(statement) && PARTS.test(statement.moduleSpecifier?.text ?? ''),
  );
}

const nameOf = (file) =>
  `nlp-lab/${path
    .relative(SOURCE, file)
    .replaceAll(path.sep, '/')
    .replace(/(\.d)?\.ts$/, '')}`;

/** A declaration with its imports named as modules of the one file; what is declared in a module needs no `declare`. */
function asModule(text, file) {
  const named = text.replace(/(from |import\()(['"])(\.[^'"]+)\2/g, (_, before, quote, to) => {
    return `${before}${quote}${nameOf(path.resolve(path.dirname(file), to))}${quote}`;
  });
  return named.replace(/^(export )?declare /gm, '$1').trim();
}

const indented = (text) => text.replace(/^(?=.)/gm, '  ');
const moduleOf = (name, text) => `declare module '${name}' {\n${indented(text)}\n}\n`;

function declarations() {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => fs.readFileSync(file, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true, outDir: root };
  const program = ts.createProgram([INDEX], { ...options, ...emit, types: ['node'] });
  const statements = exportsOfModels();
  const written = new Map();
  const visit = (file) => {
    if (written.has(file)) return;
    let text = '';
    program.emit(program.getSourceFile(file), (_, content) => (text = content), undefined, true);
    written.set(file, text);
    for (const [, to] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g))
      visit(`${path.resolve(path.dirname(file), to)}.ts`);
    if (/from ['"](?!\.)/.test(text)) throw new Error(`The declaration of ${file} needs a package.`);
  };
  for (const { moduleSpecifier } of statements) visit(`${path.resolve(path.dirname(INDEX), moduleSpecifier.text)}.ts`);
  const front = statements.map((statement) => asModule(statement.getText(), INDEX)).join('\n');
  const modules = [...written].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// What models that people write import from "nlp-lab", for editors: see docs/engine.md. Written by NLP Lab; not to be edited.\n',
    moduleOf('nlp-lab', front),
    ...modules.map(([file, text]) => moduleOf(nameOf(file), asModule(text, file))),
  ].join('\n');
}

const text = declarations();
if (process.argv.includes('--check')) {
  const stale = FILES.filter((file) => !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text);
  if (stale.length > 0) console.error(`Stale: ${stale.join(', ')}. Run node scripts/library/modelDeclarations.mjs.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else for (const file of FILES) fs.writeFileSync(file, text);
