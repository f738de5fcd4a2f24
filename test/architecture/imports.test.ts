// Holds the import table over src/, and shows on made-up trees that the check can fail.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { importProblems, type SourceTree } from './importTable';
import { readTree } from './sourceTree';

const MAX_EXTENSION_LINES = 80;

describe('the import table', () => {
  it('holds for every file of src, without cycles', () => {
    const tree = readTree();
    assert.ok(tree.size > 5);
    assert.deepEqual(importProblems(tree), []);
  });

  it('leaves the parsing of files to the engine: nothing large is read in the thread of the host', () => {
    const parsing = [...readTree()].filter(
      ([file, text]) => file.startsWith('src/host/') && /\bJSON\.parse\b|jsonc-parser|zod/.test(text),
    );
    assert.deepEqual(
      parsing.map(([file]) => file),
      [],
    );
  });

  it(`leaves src/extension.ts at most ${MAX_EXTENSION_LINES} lines`, () => {
    const lines = fs.readFileSync('src/extension.ts', 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= MAX_EXTENSION_LINES, `it has ${lines}`);
  });
});

/** A tree of files with the imports given; each file named as a target exists too, empty. */
function madeUp(files: Record<string, string>): SourceTree {
  return new Map(Object.entries(files));
}

describe('the check of the import table', () => {
  const run = { 'src/protocol/run.ts': '' };
  const accepted: [string, Record<string, string>][] = [
    ['the host importing vscode', { 'src/host/a.ts': "import * as vscode from 'vscode';" }],
    [
      'anybody importing the protocol',
      { ...run, 'src/engine/nn/a.ts': "import type { R } from '../../protocol/run';" },
    ],
    [
      'a view importing shared code',
      { 'src/webviews/run/main.ts': "import '../shared/a';", 'src/webviews/shared/a.ts': '' },
    ],
    ['the worker importing the engine', { 'src/engine/worker.ts': "import './train/a';", 'src/engine/train/a.ts': '' }],
    ['a neighbour in the same folder', { 'src/host/runs/x.ts': "import './y';", 'src/host/runs/y.ts': '' }],
    [
      'a feature of the host importing what it stands on',
      { 'src/host/corpus/x.ts': "import '../views/y';", 'src/host/views/y.ts': '' },
    ],
    [
      'a new feature of the host importing runs',
      { 'src/host/new/a.ts': "import '../runs/b';", 'src/host/runs/b.ts': '' },
    ],
    ['the parts importing a feature', { 'src/host/parts.ts': "import './corpus/y';", 'src/host/corpus/y.ts': '' }],
    [
      'an import in a comment or a string',
      { 'src/engine/nn/a.ts': "// import 'vscode'\nconst s = \"import 'vscode'\";" },
    ],
  ];
  for (const [name, files] of accepted)
    it(`accepts ${name}`, () => assert.deepEqual(importProblems(madeUp(files)), []));

  const refused: [string, Record<string, string>, RegExp][] = [
    ['the engine importing vscode', { 'src/engine/worker.ts': "import * as vscode from 'vscode';" }, /vscode/],
    ['a type of vscode in the command line', { 'src/cli/main.ts': "import type { Uri } from 'vscode';" }, /vscode/],
    ['a dynamic import', { 'src/engine/nn/a.ts': "void import('vscode');" }, /vscode/],
    ['require', { 'src/engine/nn/a.ts': "const v = require('vscode');" }, /vscode/],
    ['a re-export', { 'src/engine/nn/a.ts': "export * from 'vscode';" }, /vscode/],
    ['a re-export under a name', { 'src/engine/nn/a.ts': "export * as v from 'vscode';" }, /vscode/],
    ['a re-export of types under a name', { 'src/engine/nn/a.ts': "export type * as v from 'vscode';" }, /vscode/],
    [
      'the host importing the engine',
      { 'src/host/a.ts': "import '../engine/nn/b';", 'src/engine/nn/b.ts': '' },
      /engine\/nn/,
    ],
    [
      'a feature of the host importing another',
      { 'src/host/corpus/a.ts': "import '../tokens/b';", 'src/host/tokens/b.ts': '' },
      /host\/tokens/,
    ],
    [
      'a feature of the host importing a new one',
      { 'src/host/runs/a.ts': "import '../new/b';", 'src/host/new/b.ts': '' },
      /host\/new/,
    ],
    [
      'what panels share importing a feature',
      { 'src/host/views/a.ts': "import '../runs/b';", 'src/host/runs/b.ts': '' },
      /host\/runs/,
    ],
    [
      'the graph importing layers',
      { 'src/engine/graph/a.ts': "import '../nn/b';", 'src/engine/nn/b.ts': '' },
      /engine\/nn/,
    ],
    [
      'the experiment importing the store',
      { 'src/engine/experiment/a.ts': "import '../store/b';", 'src/engine/store/b.ts': '' },
      /store/,
    ],
    [
      'a view importing another',
      { 'src/webviews/a/main.ts': "import '../b/x';", 'src/webviews/b/x.ts': '' },
      /webviews\/b/,
    ],
    ['a view importing Node', { 'src/webviews/a/main.ts': "import fs from 'node:fs';" }, /without Node/],
    ['the protocol importing Node', { 'src/protocol/a.ts': "import { join } from 'path';" }, /without Node/],
    ['the protocol importing the host', { 'src/protocol/a.ts': "import '../host/b';", 'src/host/b.ts': '' }, /host/],
    [
      'the toolkit outside controls.ts',
      { 'src/webviews/run/main.ts': "import '@vscode/webview-ui-toolkit';" },
      /toolkit/,
    ],
    ['a part of the toolkit', { 'src/webviews/run/a.ts': "import '@vscode/webview-ui-toolkit/dist/x';" }, /toolkit/],
    ['ONNX Runtime outside the runtime', { 'src/engine/nn/a.ts': "import 'onnxruntime-node';" }, /onnxruntime/],
    ['src importing test', { 'src/host/a.ts': "import '../../test/support/b';" }, /outside src/],
    ['a folder without a row', { 'src/engine/magic/a.ts': "import '../nn/b';", 'src/engine/nn/b.ts': '' }, /no row/],
    ['a missing file', { 'src/host/a.ts': "import './nowhere';" }, /does not exist/],
    ['a cycle of two', { 'src/host/a.ts': "import './b';", 'src/host/b.ts': "import './a';" }, /cycle: /],
    [
      'a cycle of types over three files',
      {
        'src/host/a.ts': "import type { B } from './b';",
        'src/host/b.ts': "import type { C } from './c';",
        'src/host/c.ts': "import type { A } from './a';",
      },
      /cycle: src\/host\/a.ts -> src\/host\/b.ts -> src\/host\/c.ts -> src\/host\/a.ts/,
    ],
  ];
  for (const [name, files, expected] of refused) {
    it(`refuses ${name}`, () => {
      const problems = importProblems(madeUp(files));
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0], expected);
    });
  }
});
