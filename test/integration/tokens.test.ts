// Tokenizing from the editor, through the real engine and a real view.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

describe('tokenizing', () => {
  let lab: Inspection;
  before(async () => (lab = await activated()));
  afterEach(closeEditors);

  /** All columns of the one view, when all of them are done. */
  const columns = () =>
    eventually('the tokens', () => {
      const shown = lab.views.tokens.all.at(0)?.overview().columns;
      return shown?.every(({ notice, figures }) => !notice && figures) ? shown : undefined;
    });
  const first = async () => (await columns())[0].figures!;

  it('shows the active file', async () => {
    await vscode.window.showTextDocument(inWorkspace('en', 'reviews.tsv'));
    await vscode.commands.executeCommand('nlpLab.tokenizeFile');
    const { lineCount, tokenCount, unknownCount, vocabularySize, wordCount } = await first();
    assert.equal(lab.views.tokens.all[0].overview().title, 'reviews.tsv');
    assert.equal(lineCount, 240); // the texts of the column, not the header
    assert.ok(tokenCount > 2000 && vocabularySize > 300, `${tokenCount} tokens, ${vocabularySize} words`);
    assert.ok(wordCount > 1500 && wordCount < tokenCount, `${wordCount} words`);
    assert.equal(unknownCount, 0);
  });

  it('reads the text column of a table, another one, or its lines, and keeps that with the file', async () => {
    const file = inWorkspace('en', 'reviews.tsv');
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    await first();
    const [panel] = lab.views.tokens.all;
    assert.deepEqual(panel.overview().reading, { column: 'text', encoding: 'UTF-8', notices: [] });
    panel.setReading({ column: 'label' });
    await panel.settled;
    const { lineCount, tokenCount, wordCount } = await first();
    assert.deepEqual([lineCount, tokenCount, wordCount], [240, 240, 240]);
    panel.panel.dispose();
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    assert.equal((await first()).tokenCount, 240);
    const [again] = lab.views.tokens.all;
    again.setReading({ asLines: true });
    await again.settled;
    assert.equal((await first()).lineCount, 241);
    again.setReading({});
    await again.settled;
  });

  it('reads a file in the encoding that is guessed or chosen, and says so', async () => {
    const file = inWorkspace('cp949.txt');
    fs.writeFileSync(file.fsPath, Buffer.from('bec8b3e7c7cfbcbcbfe42c20bfb5c8ad20b8aebae4c0d4b4cfb4d92e0a', 'hex'));
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    await first();
    const [panel] = lab.views.tokens.all;
    assert.equal(panel.overview().reading?.encoding, 'CP949');
    assert.match(panel.overview().reading?.notices.join() ?? '', /which was guessed/);
    panel.setReading({ encoding: 'gb18030' });
    await panel.settled;
    await first();
    assert.equal(panel.overview().reading?.encoding, 'GB18030');
    fs.rmSync(file.fsPath);
  });

  it('shows a selection only', async () => {
    const editor = await vscode.window.showTextDocument(inWorkspace('en', 'reviews.tsv'));
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    await vscode.commands.executeCommand('nlpLab.tokenizeSelection');
    assert.equal((await first()).lineCount, 3);
  });

  it('shows all text files of a folder', async () => {
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', inWorkspace('ko'));
    assert.equal((await first()).lineCount, 240 + 1490); // of the reviews and of the words with their morphemes
    assert.equal(lab.views.tokens.all[0].overview().title, 'ko');
  });

  it('shows what is not saved yet', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one two\nthree' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('nlpLab.tokenizeFile');
    const { lineCount, tokenCount } = await first();
    assert.deepEqual([lineCount, tokenCount], [2, 3]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('compares tokenizers on the same lines, and keeps them with the file', async () => {
    const file = inWorkspace('en', 'reviews.tsv');
    await vscode.commands.executeCommand('nlpLab.compareTokenizers', file, undefined, ['word', 'character']);
    const both = await columns();
    assert.deepEqual(
      both.map(({ options }) => options.type),
      ['word', 'character'],
    );
    assert.ok(both[1].figures!.tokenCount > both[0].figures!.tokenCount);
    lab.views.tokens.all[0].panel.dispose();
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    assert.equal((await columns()).length, 2);
    await vscode.commands.executeCommand('nlpLab.compareTokenizers', file, undefined, ['word']);
    assert.equal((await columns()).length, 1);
  });

  it('says why words were dropped', async () => {
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', inWorkspace('en', 'reviews.tsv'));
    const [{ id, options }] = await columns();
    lab.views.tokens.all[0].setColumns([{ id, options: { ...options, minFrequency: 3 } }]);
    await lab.views.tokens.all[0].settled;
    const { droppedCount, version } = await first();
    const { rows } = lab.views.tokens.all[0].activeColumn!.dropped(version);
    assert.ok(droppedCount > 20 && rows.length === droppedCount, `${droppedCount} words`);
    assert.ok(rows.every(({ reason, count }) => reason === 'frequency' && count < 3));
    lab.views.tokens.all[0].setColumns([{ id, options }]);
  });

  it('shows token borders of what is in sight, and takes them away', async () => {
    const file = inWorkspace('en', 'reviews.tsv');
    const editor = await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
    await columns();
    await vscode.window.showTextDocument(file, { viewColumn: editor.viewColumn });
    await vscode.commands.executeCommand('nlpLab.showTokenBorders');
    const shown = await eventually('the borders', () => {
      const inSight = vscode.window.visibleTextEditors[0];
      const lines = lab.borders.shownIn(inSight);
      return lines.size > 0 ? { lines, inSight } : undefined;
    });
    const { document, visibleRanges } = shown.inSight;
    assert.ok(shown.lines.size < document.lineCount, 'not the whole document');
    assert.ok(shown.lines.has(visibleRanges[0].start.line));
    const { offsets, tokens } = shown.lines.get(1)!;
    assert.equal(
      document
        .lineAt(1)
        .text.slice(...offsets[0])
        .toLowerCase(),
      tokens[0],
    );
    const at = new vscode.Position(1, offsets[0][0]);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', file, at);
    const texts = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
    assert.match(texts.join('\n'), /id.*times/);
    await vscode.commands.executeCommand('nlpLab.showTokenBorders');
    await eventually('their end', () => lab.borders.shownIn(shown.inSight).size === 0 || undefined);
  });

  it('trains a tokenizer, writes it, and opens it in the view', async () => {
    const output = inWorkspace('en', 'tokenizer.json');
    const given = { type: 'bpe', vocabularySize: 400, specialTokens: ['<mask>', '<sep>'], output };
    await vscode.commands.executeCommand('nlpLab.trainTokenizer', inWorkspace('en', 'reviews.tsv'), given);
    const { added_tokens: special } = JSON.parse(fs.readFileSync(output.fsPath, 'utf8')) as {
      added_tokens: { content: string; id: number; special: boolean }[];
    };
    assert.deepEqual(
      special.slice(4).map(({ content, id }) => [content, id]),
      [
        ['<mask>', 4],
        ['<sep>', 5],
      ],
    );
    const [{ options, figures }] = await columns();
    assert.equal(options.type, 'file');
    assert.ok(figures!.vocabularySize > 100 && figures!.vocabularySize <= 400, `${figures!.vocabularySize} pieces`);
    await closeEditors();
    await vscode.commands.executeCommand('nlpLab.openTokenizer', output);
    await eventually('the tokenizer', () => lab.views.tokens.all.at(0)?.activeColumn);
    const column = lab.views.tokens.all[0].activeColumn!;
    const { stages } = lab.views.tokens.all[0].overview().columns[0].figures!;
    assert.equal(stages.find(({ stage }) => stage === 'model')?.types[0], 'BPE');
    const [line] = await column.sample('A warm film.');
    assert.ok(line.tokens.length >= 3, line.tokens.join(' '));
    fs.rmSync(output.fsPath);
  });

  it('opens a tokenizer.json in the view by default, follows the file, and opens it as text when asked', async () => {
    const file = inWorkspace('own', 'tokenizer.json');
    const vocabulary = (...words: string[]) => Object.fromEntries(words.map((word, id) => [word, id]));
    const write = (vocab: object) => {
      const model = { type: 'WordLevel', unk_token: '[UNK]', vocab };
      fs.mkdirSync(inWorkspace('own').fsPath, { recursive: true });
      fs.writeFileSync(file.fsPath, JSON.stringify({ pre_tokenizer: { type: 'Whitespace' }, model }));
    };
    write(vocabulary('[UNK]', 'film'));
    await vscode.commands.executeCommand('vscode.open', file);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'nlpLab.tokenizer');
    const sizeIs = (size: number) =>
      eventually(`a vocabulary of ${size}`, () => {
        const { figures, notice } = lab.views.tokens.all.at(0)?.overview().columns[0] ?? {};
        return !notice && figures?.vocabularySize === size ? true : undefined;
      });
    await sizeIs(2);
    write(vocabulary('[UNK]', 'film', 'story'));
    await sizeIs(3);
    fs.writeFileSync(file.fsPath, '{\n  "model": {\n}');
    const notice = await eventually('the fault', () => {
      const { notice: said } = lab.views.tokens.all[0].overview().columns[0];
      return said?.kind === 'error' ? said : undefined; // while it works it says so
    });
    assert.equal(notice.remedy, 'open-text', notice.message);
    await lab.views.tokens.all[0].remedy(0);
    await eventually('the text', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.toString() === file.toString() && editor.selection.active.line === 2
        ? true
        : undefined;
    });
    fs.rmSync(inWorkspace('own').fsPath, { recursive: true });
  });

  it('keeps words of a file whole', async () => {
    const words = inWorkspace('words.txt');
    fs.writeFileSync(words.fsPath, 'held together\n');
    await vscode.commands.executeCommand('nlpLab.compareTokenizers', inWorkspace('en', 'reviews.tsv'), undefined, [
      'word',
    ]);
    const [{ id, options }] = await columns();
    const panel = lab.views.tokens.all[0];
    panel.setColumns([{ id, options: { ...options, userWords: panel.addWordFile(words.fsPath) } }]);
    await panel.settled;
    const [line] = await panel.activeColumn!.sample('It is held together well');
    assert.ok(line.tokens.includes('held together'), line.tokens.join('|'));
    panel.setColumns([{ id, options }]);
    fs.rmSync(words.fsPath);
  });

  it('says what is wrong with a file that is no tokenizer.json', async () => {
    const file = inWorkspace('tokenizer-broken.json');
    fs.writeFileSync(file.fsPath, '{\n  "version": "1.0",\n  "model": 3\n}');
    await vscode.commands.executeCommand('nlpLab.openTokenizer', file);
    const notice = await eventually('the reason', () => {
      const shown = lab.views.tokens.all.at(0)?.overview().columns[0].notice;
      return shown?.kind === 'error' ? shown : undefined;
    });
    assert.match(notice.message, /tokenizer-broken\.json.*line 3/);
    assert.equal(notice.remedy, 'open-text');
    fs.rmSync(file.fsPath);
  });

  it('leaves nothing behind after 50 openings', async () => {
    const file = inWorkspace('en', 'reviews.tsv');
    const before = lab.life.count;
    for (let i = 0; i < 50; i++) {
      await vscode.commands.executeCommand('nlpLab.tokenizeFile', file);
      assert.equal(lab.views.tokens.all.length, 1);
      lab.views.tokens.all[0].panel.dispose();
    }
    await eventually('the end of all panels', () => (lab.views.tokens.all.length === 0 ? true : undefined));
    assert.equal(lab.life.count, before);
  });
});
