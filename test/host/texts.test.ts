// The texts of the code against their list for translators, l10n/bundle.l10n.json.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import bundle from '../../l10n/bundle.l10n.json';

/** The first arguments of all calls `t(...)` and `l10n.t(...)` below a folder; undefined for one that is no literal. */
function textsBelow(folder: string): (string | undefined)[] {
  const names = fs.readdirSync(folder, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith('.ts')).flatMap((name) => textsOf(path.join(folder, name)));
}

function textsOf(file: string): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslate(node.expression)) {
      const [first] = node.arguments;
      found.push(ts.isStringLiteralLike(first) ? first.text : undefined);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022));
  return found;
}

function isTranslate(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
}

describe('texts', () => {
  const used = ['src/host', 'src/webviews'].flatMap(textsBelow);

  it('are literals, so that they can be listed', () => assert.ok(used.every((text) => text !== undefined)));

  it('are all in the list for translators, and nothing else is', () => {
    assert.deepEqual([...new Set(used)].sort(), Object.keys(bundle).sort());
  });
});
