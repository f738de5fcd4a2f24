// Tagging in the editor, through the real engine: a text, whose tags are drawn, followed, saved and cleared, and sentences whose right
// tags are known.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { activated, closeEditors, eventually, folderOf, inWorkspace } from './lab';

const SENTENCES = ['Ada B-PER\nlives O\nin O\nLondon B-LOC\n. O\n', 'In O\nSeoul B-LOC\nlives O\nAlan B-PER\n. O\n'];

const EXPERIMENT = {
  ...{ name: 'people', task: 'tagging', data: { train: 'people.conll', test: 'people.conll', validation: 0.2 } },
  model: { type: 'gru', embedding: 8, hidden: 8 },
  training: { epochs: 8, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.05 } },
};

describe('tags in the editor', () => {
  let lab: Inspection;
  let run: string;
  const text = inWorkspace('letter.txt');
  const execute = <T>(name: string, ...given: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(`nlpLab.${name}`, ...given);
  const shown = () => lab.tagged.of(vscode.window.activeTextEditor?.document)?.text;

  before(async () => {
    lab = await activated();
    fs.writeFileSync(inWorkspace('people.conll').fsPath, SENTENCES.join('\n').concat('\n').repeat(20));
    fs.writeFileSync(inWorkspace('people.nlplab.json').fsPath, JSON.stringify(EXPERIMENT));
    fs.writeFileSync(text.fsPath, 'Ada lives in London. In Seoul lives Alan.\n\nAda lives in Seoul.\n');
    run = await execute<string>('train', inWorkspace('people.nlplab.json'));
    await eventually('the end of the training', () => (lab.trainings.of(folderOf(run)) ? undefined : true));
    await lab.runs.refresh();
  });
  after(closeEditors);

  it('draws what a run finds, and leads from one entity to the next', async () => {
    assert.equal(await execute('tagActiveFile', text, run), 6);
    const selected: string[] = [];
    for (const command of ['nextEntity', 'nextEntity', 'previousEntity']) {
      await execute(command);
      const { document, selection } = vscode.window.activeTextEditor!;
      selected.push(document.getText(selection));
    }
    assert.deepEqual(selected, ['London', 'Seoul', 'London']);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', text, new vscode.Position(0, 14)); // prettier-ignore
    const [told] = hover.contents as vscode.MarkdownString[];
    assert.match(told.value, /^LOC&#58; \d+.*London&#58; B&#45;LOC \d+/s);
  });

  it('tags a text of 100,000 characters, and is the same text afterwards', async () => {
    const long = inWorkspace('long.txt');
    const content = 'Ada lives in London. In Seoul lives Alan.\n'.repeat(2400);
    assert.ok(content.length > 100_000);
    fs.writeFileSync(long.fsPath, content);
    assert.equal(await execute('tagActiveFile', long, run), 4 * 2400);
    const last = shown()!.entities.at(-1)!;
    assert.equal(content.slice(last.start, last.end), 'Alan');
    await execute('clearTags');
    await vscode.window.showTextDocument(text);
  });

  it('explains the tag at the cursor on the text itself, until the text is changed or it is cleared', async () => {
    const editor = vscode.window.activeTextEditor!;
    const explained = () => lab.explained.of(editor.document);
    editor.selection = new vscode.Selection(new vscode.Position(0, 15), new vscode.Position(0, 15));
    const shares = await execute<{ token: string; share: number }[]>('explainActiveFile', run);
    assert.deepEqual(shares.map(({ token }) => token), ['Ada', 'lives', 'in', 'London', '.']); // prettier-ignore
    const { reply, shares: placed } = explained()!;
    assert.deepEqual([reply.token, reply.answer, reply.method], [3, 'B-LOC', 'integrated']);
    assert.deepEqual(placed.tokens.map(({ start, end }) => editor.document.getText().slice(start, end)), reply.tokens.map(({ token }) => token)); // prettier-ignore
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', text, new vscode.Position(0, 0)); // prettier-ignore
    const told = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
    assert.ok(
      told.some((each) => /^Ada&#58;.*Share in London.*B&#45;LOC/s.test(each)),
      told.join('\n'),
    );
    await execute('clearExplanation');
    assert.equal(explained(), undefined);
  });

  it('takes the tags of a changed sentence away, moves the others, and saves all', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(text, new vscode.Position(0, 0), 'Well, ');
    edit.insert(text, new vscode.Position(1, 0), 'A line more\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual([shown()?.changed, shown()?.entities.length], [1, 4]);
    const { document } = vscode.window.activeTextEditor!;
    for (const { start, end, text: word } of shown()?.entities ?? []) assert.equal(document.getText().slice(start, end), word); // prettier-ignore
    const target = inWorkspace('letter.jsonl');
    assert.equal(await execute('saveTags', target), target.toString());
    const lines = fs.readFileSync(target.fsPath, 'utf8').trim().split('\n');
    assert.equal(lines.length, 4);
    assert.equal(shown()?.changed, 0, 'tagged again before it was saved');
    await execute('clearTags');
    assert.equal(shown(), undefined);
  });

  it('shows sentences beside their right tags', async () => {
    await execute('showTags', run, inWorkspace('people.conll'));
    const panel = lab.views.tags.all.at(0);
    const overview = await panel?.settled();
    assert.deepEqual([overview?.source, overview?.sentences.all, overview?.types.sort()], ['people.conll', 40, ['LOC', 'PER']]); // prettier-ignore
  });
});
