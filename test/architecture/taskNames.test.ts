// Hosts, views and the command line know abilities, answers and reports, never tasks: no string in them is a task's name, and none
// speaks of one. Templates write experiments, and so name the task they are for.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { TASKS } from '../../src/engine/tasks/tasks';

const KNOW_NO_TASK = ['src/host', 'src/webviews', 'src/cli', 'src/engine/calls', 'src/engine/runs'];

const TEMPLATES = new Set([
  'src/host/experiments/classificationText.ts',
  'src/host/experiments/embeddingText.ts',
  'src/host/experiments/languageText.ts',
  'src/host/experiments/maskedText.ts',
  'src/host/experiments/regressionText.ts',
  'src/host/experiments/sequenceText.ts',
  'src/host/experiments/taggingText.ts',
]);

const NAMES = Object.keys(TASKS);

/** Names of two words occur nowhere; one that is a word of its own may stand in a sentence. */
const names = (text: string): boolean =>
  NAMES.some((name) => text === name || (name.includes('-') && text.includes(name)));

function namingStrings(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && names(node.text)) found.push(`${file}: ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return found;
}

describe('names of tasks', () => {
  it('stand in no string of the host, the views, the command line, the calls and the runs', () => {
    const files = KNOW_NO_TASK.flatMap((folder) =>
      fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
    );
    assert.ok(files.length > 200);
    const known = files.filter((file) => !TEMPLATES.has(file));
    assert.deepEqual(
      known.flatMap((file) => namingStrings(file, fs.readFileSync(file, 'utf8'))),
      [],
    );
  });

  it('are found where they stand', () => {
    for (const text of ["task === 'embedding'", 'say(`a sequence-to-sequence run ${name}`)', '["classification"]'])
      assert.equal(namingStrings('a.ts', text).length, 1, text);
    for (const text of ["'an embedding of words'", '// classification', "'classification report'"])
      assert.deepEqual(namingStrings('a.ts', text), [], text);
  });
});
