// What the editor shows goes through `src/host/editor/shown`, which makes text from files harmless: nothing else of the host calls
// what shows text. Of the command line only `report.ts` and what starts it write to a terminal.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const SHOWING = [
  /\bshow(Information|Warning|Error)Message\b/,
  /\b(show|create)QuickPick\b|\b(show|create)InputBox\b/,
  /\bsetStatusBarMessage\b|\bcreateStatusBarItem\b|\bcreateOutputChannel\b|\bcreateTerminal\b/,
  /\bvscode\.window\.withProgress\b|\bshow(Open|Save)Dialog\b/,
  /\bnew (vscode\.)?(TreeItem|MarkdownString|Hover|CodeLens|Diagnostic|CompletionItem|InlayHint|CodeAction)\b/,
  /\bMarkdownString\b|\bhoverMessage\b|\bcontentText\b/,
  /\.(title|tooltip|badge) = (?!shown)/,
  /(?<!icon: `)\$\(/, // an icon within a text would be made harmless like any other
];
const WRITING = [/\b(stdout|stderr)\.write\b/, /\bconsole\./];
/** Where the process begins and ends, and where the words of the command line's own are said. */
const MAY_WRITE = ['src/cli/report.ts', 'src/cli/commandLine.ts', 'src/cli/main.ts'];

function filesUnder(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

const found = (file: string, text: string, patterns: readonly RegExp[]): string[] =>
  text
    .split('\n')
    .flatMap((line, i) => (patterns.some((each) => each.test(line)) ? [`${file}:${i + 1}: ${line}`] : []));

describe('what shows text', () => {
  it('is called in the host by src/host/editor/shown alone', () => {
    const files = filesUnder('src/host').filter((file) => !file.startsWith('src/host/editor/shown/'));
    assert.ok(files.length > 100);
    assert.deepEqual(
      [...files, 'src/extension.ts'].flatMap((file) => found(file, fs.readFileSync(file, 'utf8'), SHOWING)),
      [],
    );
  });

  it('is called in the command line by its report alone', () => {
    const files = filesUnder('src/cli').filter((file) => !MAY_WRITE.includes(file));
    assert.deepEqual(
      files.flatMap((file) => found(file, fs.readFileSync(file, 'utf8'), WRITING)),
      [],
    );
  });

  it('is found where it stands', () => {
    const lines = [
      'void vscode.window.showErrorMessage(x)',
      'const i = new vscode.TreeItem(x);',
      '  panel.title = x;',
      'label: `$(${icon}) a`',
    ];
    for (const line of lines) assert.equal(found('a.ts', line, SHOWING).length, 1, line);
  });
});
