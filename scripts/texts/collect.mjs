// Finds the texts of the interface in the code: the first arguments of all calls `t(...)` and `l10n.t(...)`, and of
// `toTranslate(...)`, which marks a text of a table that is translated where it is shown.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Where code speaks to people, below the project's root. */
export const SPEAKING = [
  'src/agents',
  'src/engine/runs',
  'src/engine/tasks',
  'src/engine/writing',
  'src/host',
  'src/protocol',
  'src/webviews',
];

/** What `texts` holds for each text below the folders; undefined for one that is no literal. */
export function textsBelow(folders) {
  return folders.flatMap((folder) => {
    const names = fs.readdirSync(folder, { recursive: true }).map(String);
    return names.filter((name) => name.endsWith('.ts')).flatMap((name) => textsOf(path.join(folder, name)));
  });
}

function textsOf(file) {
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslate(node.expression)) {
      const [first] = node.arguments;
      found.push(first && ts.isStringLiteralLike(first) ? first.text : undefined);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022));
  return found;
}

function isTranslate(callee) {
  if (ts.isIdentifier(callee)) return callee.text === 't' || callee.text === 'toTranslate';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
}

/** The keys of `original` that `translated` lacks. */
export function missingTexts(original, translated) {
  return Object.keys(original).filter((key) => !Object.hasOwn(translated, key));
}
