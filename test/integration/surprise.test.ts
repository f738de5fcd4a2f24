// The surprisal of the open file in the editor, through the real engine: drawn, told on hover, gone through, followed and cleared.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { ScoredText } from '../../src/protocol/continuation';
import { activated, closeEditors, eventually, folderOf, inWorkspace } from './lab';

const LINE = 'she sells sea shells on the sea shore\n';

const EXPERIMENT = {
  ...{ name: 'shells', task: 'language-model', data: { train: 'shells.txt' }, tokenizer: { type: 'character' } },
  model: { type: 'kneser-ney', order: 4 },
};

const training = { steps: 40, batchSize: 8, context: 32, optimizer: { type: 'adam', learningRate: 0.02 } };
const NETWORKS = [
  { type: 'lstm', embedding: 24, hidden: 24 },
  { type: 'transformer', layers: 1, width: 24, heads: 2, feedForward: 48, dropout: 0 },
].map((model) => ({ ...EXPERIMENT, name: `shells-${model.type}`, model, training, seed: 1 }));

describe('surprise in the editor', () => {
  let lab: Inspection;
  let run: string;
  const text = inWorkspace('shore.txt');
  const execute = <T>(name: string, ...given: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(`nlpLab.${name}`, ...given);
  const shown = () => lab.surprised.of(vscode.window.activeTextEditor?.document);
  const trained = async (experiment: { name: string }): Promise<string> => {
    const file = inWorkspace(`${experiment.name}.nlplab.json`);
    fs.writeFileSync(file.fsPath, JSON.stringify(experiment));
    const id = await execute<string>('train', file);
    await eventually('the end of the training', () => (lab.trainings.of(folderOf(id)) ? undefined : true));
    await lab.runs.refresh();
    return id;
  };
  const mostSurprising = (count: number): string[] => {
    const content = vscode.window.activeTextEditor!.document.getText();
    const passages = shown()?.placed.passages.slice(0, count) ?? [];
    return passages.map(({ start, end }) => content.slice(start, end)).sort();
  };

  before(async () => {
    lab = await activated();
    fs.writeFileSync(inWorkspace('shells.txt').fsPath, LINE.repeat(40));
    fs.writeFileSync(text.fsPath, `${LINE}she sells hoes\r\n${LINE}on the osre\n`);
    run = await trained(EXPERIMENT);
    await vscode.window.showTextDocument(text);
  });
  after(closeEditors);

  it('is drawn, tells of each token, and leads from one passage to the next', async () => {
    const { document } = vscode.window.activeTextEditor!;
    const figures = await execute<ScoredText>('showSurprise', run);
    assert.equal(figures.tokenCount, document.getText().replaceAll('\r\n', '\n').length);
    assert.ok((figures.perplexity ?? 0) > 1 && (figures.bitsPerCharacter ?? 0) > 0);
    const places = [...(shown()?.places() ?? [])];
    assert.ok(places.length > 0);
    const strong = places.filter(({ mark }) => mark === '4' || mark === '3');
    assert.ok(
      strong.every(({ start }) => [1, 3].includes(document.positionAt(start).line)),
      JSON.stringify(strong),
    );
    assert.deepEqual(mostSurprising(2), ['hoes', 'on the osre']);
    const inOrder = [...(shown()?.placed.passages ?? [])].map(({ start }) => start).sort((a, b) => a - b);
    const starts: number[] = [];
    for (const command of ['nextSurprisingPassage', 'nextSurprisingPassage', 'previousSurprisingPassage']) {
      await execute(command);
      starts.push(document.offsetAt(vscode.window.activeTextEditor!.selection.start));
    }
    assert.deepEqual(starts, [inOrder[0], inOrder[1], inOrder[0]]);
    const at = document.positionAt(document.getText().indexOf('hoes'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', text, at);
    const told = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
    assert.ok(told.some((each) => /^h&#58; \d.* bits .*rank \d+ of \d+.*\|s\|\d/s.test(each)), told.join('\n')); // prettier-ignore
  });

  it('goes from a line that is changed, stays in others, and is of the selection where there is one', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(text, new vscode.Position(0, 0), 'A line more\n');
    edit.insert(text, new vscode.Position(2, 0), 'well, ');
    await vscode.workspace.applyEdit(edit);
    assert.equal(shown()?.placed.changed, 1);
    assert.deepEqual(mostSurprising(2), ['hoes', 'on the osre']);
    const editor = vscode.window.activeTextEditor!;
    const { document } = editor;
    editor.selection = new vscode.Selection(4, 0, 4, 6);
    const { tokenCount } = await execute<ScoredText>('showSurprise', run);
    const [first] = [...(shown()?.placed.pieces() ?? [])];
    assert.deepEqual([tokenCount, document.positionAt(first.start).line, shown()?.isPart], [6, 4, true]);
    await execute('clearSurprise');
    assert.equal(shown(), undefined);
  });

  for (const network of NETWORKS)
    it(`is drawn of a network: ${network.model.type}`, async () => {
      const id = await trained(network);
      const { document } = await vscode.window.showTextDocument(text);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(0, 0, 0, 0);
      const figures = await execute<ScoredText>('showSurprise', id);
      assert.equal(figures.tokenCount, document.getText().replaceAll('\r\n', '\n').length);
      assert.ok((figures.perplexity ?? 0) > 1 && (figures.perplexity ?? 1000) < 25, String(figures.perplexity));
      assert.ok([...(shown()?.places() ?? [])].length > 0);
      await execute('clearSurprise');
    });
});
