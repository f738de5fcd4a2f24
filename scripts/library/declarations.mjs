// Writes the declarations of the library: those of src/engine/index.ts and of all that they name, as files that need no package.
// `node scripts/library/declarations.mjs` writes them into dist/types.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { root } from '../root.mjs';
import { typeOf } from './experimentTypes.mjs';

const INDEX = path.join(root, 'src/engine/index.ts');
const EXPERIMENT = path.join(root, 'src/engine/library/experimentFile.ts');

function programOf() {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => fs.readFileSync(file, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // `noCheck`: that the sources are right is for `npm run check`
  const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true, outDir: root };
  return ts.createProgram([INDEX], { ...options, ...emit, types: ['node'] });
}

function declarationOf(program, source) {
  let text;
  program.emit(source, (_, content) => (text = content), undefined, true);
  if (text === undefined) throw new Error(`${source.fileName} has no declaration.`);
  return text;
}

/** A file's exported types, written out: what zod infers, without zod. */
function writtenOut(program, source) {
  const checker = program.getTypeChecker();
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  const types = source.statements.filter(ts.isTypeAliasDeclaration).map(({ name }) => {
    const text = checker.typeToString(checker.getTypeAtLocation(name), undefined, flags);
    return `export type ${name.text} = ${text};\n`;
  });
  const text = types.join('');
  if (/\bz\.|\bimport\(/.test(text))
    throw new Error(`${source.fileName} has types that cannot be written out: ${text}`);
  return text;
}

function experimentDeclaration() {
  const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/experiment.schema.json'), 'utf8'));
  const head =
    '/** An experiment before what is left out is filled in. A string stands for an object with that type and all defaults. */';
  return `${head}\nexport type ExperimentFile = ${typeOf(schema)};\n`;
}

function textOfDeclaration(program, source) {
  if (source.fileName === EXPERIMENT) return experimentDeclaration();
  const text = declarationOf(program, source);
  return modulesNamedIn(text).includes('zod') ? writtenOut(program, source) : text;
}

/** The modules that a declaration imports, re-exports, or names as `import('...')`. */
function modulesNamedIn(text) {
  const names = [];
  const visit = (node) => {
    const named = ts.isImportTypeNode(node) ? node.argument.literal : node.moduleSpecifier;
    if (named) names.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest));
  return names;
}

/** The files that a declaration names. Fails where it names a package. */
function filesNamedIn(text, file) {
  return modulesNamedIn(text).map((name) => {
    if (!name.startsWith('.')) throw new Error(`The declaration of ${file} needs the package ${name}.`);
    return `${path.resolve(path.dirname(file), name)}.ts`;
  });
}

/** @param {string} folder emptied first */
export function writeDeclarations(folder) {
  const program = programOf();
  const written = new Map();
  const visit = (file) => {
    if (written.has(file)) return;
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} is no source file.`);
    const text = textOfDeclaration(program, source);
    written.set(file, text);
    filesNamedIn(text, file).forEach(visit);
  };
  visit(INDEX);
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of written) {
    const target = path.join(folder, path.relative(path.join(root, 'src'), file).replace(/\.ts$/, '.d.ts'));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
  fs.writeFileSync(path.join(folder, 'index.d.ts'), "export * from './engine/index';\n");
  fs.writeFileSync(path.join(folder, 'index.d.mts'), "export * from './engine/index.js';\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeDeclarations(path.join(root, 'dist/types'));
