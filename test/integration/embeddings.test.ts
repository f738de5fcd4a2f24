// Word vectors through the commands: trained, opened from their run, asked, compared, and followed back to the text.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { EmbeddingsPanel } from '../../src/host/embeddings/embeddingsPanel';
import { madeVectors, MADE_WORDS } from '../e2e/madeVectors';
import { activated, closeEditors, eventually, folderOf, inWorkspace } from './lab';

describe('word vectors', () => {
  let lab: Inspection;
  before(async () => {
    lab = await activated();
    fs.writeFileSync(inWorkspace('one.vec').fsPath, madeVectors(7));
    fs.writeFileSync(inWorkspace('two.vec').fsPath, madeVectors(11));
  });
  afterEach(closeEditors);

  const opened = async (): Promise<EmbeddingsPanel> => {
    const panel = await eventually('the panel', () => lab.views.embeddings.all.at(0));
    await panel.settled;
    assert.ok(panel.overview(), panel.noticeState?.message);
    return panel;
  };

  /** Waits for the end of a training that a command began; a short one may have ended before the command did. */
  const ended = async (id: string | undefined): Promise<void> => {
    assert.ok(id, 'the run has a folder');
    await eventually('the end of the training', async () => {
      const status = (await lab.runs.find(id))?.summary.record.status;
      assert.ok(status !== 'failed' && status !== 'stopped', `the training has ${status}`);
      return status === 'completed' || undefined;
    });
  };

  it('are trained on the active file with a tracked run, and opened from it', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) => `the ${i % 2 ? 'cat' : 'dog'} sat on the ${i % 3 ? 'mat' : 'rug'}`,
    );
    const file = inWorkspace('animals.txt');
    fs.writeFileSync(file.fsPath, lines.join('\n'));
    const id = await vscode.commands.executeCommand<string>('nlpLab.trainWord2Vec', file);
    await ended(id);
    await vscode.commands.executeCommand('nlpLab.openEmbeddings', id);
    const panel = await opened();
    const side = panel.overview()?.sides[0];
    assert.deepEqual([side?.hasCounts, side?.hasCorpus, side?.dimensions], [true, true, 50]);
    assert.ok((side?.words ?? 0) >= 6);
  });

  it('are trained from the experiment in front, with what the command sets otherwise', async () => {
    fs.writeFileSync(inWorkspace('colours.txt').fsPath, 'red and blue\nblue and green\n'.repeat(50));
    const file = inWorkspace('colours.nlplab.json');
    const model = { type: 'word2vec', algorithm: 'cbow', dimensions: 12, minCount: 1 };
    const experiment = { name: 'colours', task: 'embedding', data: { train: 'colours.txt' }, model };
    fs.writeFileSync(file.fsPath, JSON.stringify(experiment));
    await vscode.window.showTextDocument(file);
    const given = { overrides: ['model.dimensions=6', 'training.epochs=2'] };
    const id = await vscode.commands.executeCommand<string>('nlpLab.trainEmbedding', undefined, given);
    await ended(id);
    await vscode.commands.executeCommand('nlpLab.openEmbeddings', id);
    const side = (await opened()).overview()?.sides[0];
    assert.deepEqual([side?.words, side?.dimensions, side?.hasCorpus, side?.layers], [4, 6, true, []]);
  });

  it('are those of the vectors file in front when the command names none', async () => {
    await vscode.window.showTextDocument(inWorkspace('two.vec'), { preview: false });
    await eventually(
      'the tab of the file',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'two.vec',
    );
    await vscode.commands.executeCommand('nlpLab.openVectors');
    const panel = await opened();
    assert.deepEqual(panel.source.first, { kind: 'file', uri: inWorkspace('two.vec').toString() });
    assert.deepEqual([panel.info?.words, panel.info?.dimensions], [MADE_WORDS, 16]);
  });

  it('are opened from a file, once for all views, and closed with the last', async () => {
    await vscode.commands.executeCommand('nlpLab.openVectors', inWorkspace('one.vec'));
    const panel = await opened();
    assert.equal(panel.overview()?.sides[0].words, MADE_WORDS);
    await vscode.commands.executeCommand('nlpLab.openVectors', inWorkspace('one.vec'));
    assert.equal(lab.views.embeddings.all.length, 1);
    assert.equal(lab.vectors.openCount, 1);
    panel.panel.dispose();
    await eventually('the end of the vectors', () => lab.vectors.openCount === 0 || undefined);
  });

  it('are compared', async () => {
    await vscode.commands.executeCommand('nlpLab.compareEmbeddings', inWorkspace('one.vec'), inWorkspace('two.vec'));
    const panel = await opened();
    assert.equal(panel.overview()?.sides.length, 2);
    const reply = panel.comparisonState?.reply;
    assert.equal(reply?.shared, MADE_WORDS);
    assert.ok(reply.meanMoved > 0 && reply.meanMoved < 0.5);
  });

  it('give the word under the pointer its neighbours', async () => {
    await vscode.commands.executeCommand('nlpLab.openVectors', inWorkspace('one.vec'));
    await opened();
    const file = inWorkspace('hovered.txt');
    fs.writeFileSync(file.fsPath, 'Cat and xyzzy');
    await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One });
    const at = (character: number) =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        file,
        new vscode.Position(0, character),
      );
    const textOf = (hovers: vscode.Hover[]): string =>
      hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join('\n');
    assert.match(textOf(await at(1)), /dog/);
    assert.doesNotMatch(textOf(await at(9)), /Nearest/);
  });

  it('are those of the embedding layer of any neural run, too', async () => {
    const experiment = inWorkspace('en', 'reviews-lstm.nlplab.json');
    const overrides = ['training.epochs=1', 'model.embedding=8', 'model.hidden=8'];
    const id = await vscode.commands.executeCommand<string>('nlpLab.train', experiment, { overrides });
    await ended(id);
    await vscode.commands.executeCommand('nlpLab.openEmbeddings', id);
    const side = (await opened()).overview()?.sides[0];
    assert.deepEqual([side?.dimensions, side?.isSentences, side?.hasCorpus], [8, false, true]);
    assert.ok((side?.words ?? 0) > 100);
  });

  it('are those of the layer that is chosen where a model has several', async () => {
    const experiment = inWorkspace('translation', 'en-ko-gru.nlplab.json');
    const overrides = ['training.epochs=1', 'model.embedding=8', 'model.hidden=8'];
    const id = await vscode.commands.executeCommand<string>('nlpLab.train', experiment, { overrides });
    await ended(id);
    await vscode.commands.executeCommand('nlpLab.openEmbeddings', id);
    const panel = await opened();
    const [source] = panel.overview()?.sides ?? [];
    assert.equal(source.layers.length, 2);
    assert.equal(source.layer, 0);
    panel.chooseLayer(1);
    await panel.settled;
    const [target] = panel.overview()?.sides ?? [];
    assert.deepEqual([target.layer, target.layers], [1, source.layers]);
    assert.notEqual(target.words, source.words);
    assert.deepEqual(panel.source.first, { kind: 'run', folder: folderOf(id), layer: source.layers[1] });
    assert.equal(lab.vectors.openCount, 1, 'the layer shown before is closed');
    panel.chooseLayer(2);
    await panel.settled;
    assert.equal(panel.overview()?.sides[0].layer, 1, 'a layer that the model has not changes nothing');
  });

  it('make points of the texts of a file', async () => {
    const file = inWorkspace('texts.txt');
    fs.writeFileSync(file.fsPath, 'cat dog\nparis rome\nred blue\nhammer saw\n');
    const of = { kind: 'file', uri: inWorkspace('one.vec').toString() } as const;
    await lab.views.embeddings.show({ first: { kind: 'sentences', of, uri: file.toString() } });
    const panel = await opened();
    const side = panel.overview()?.sides[0];
    assert.deepEqual([side?.isSentences, side?.words, side?.dimensions], [true, 4, 16]);
    assert.equal(lab.vectors.openCount, 2);
    panel.panel.dispose();
    await eventually('the end of both', () => lab.vectors.openCount === 0 || undefined);
  });

  it('say what is wrong with a file that holds none', async () => {
    const file = inWorkspace('none.vec');
    fs.writeFileSync(file.fsPath, 'this is no file of vectors\n');
    await vscode.commands.executeCommand('nlpLab.openVectors', file);
    const panel = await eventually('the panel', () => lab.views.embeddings.all.at(0));
    await panel.settled;
    assert.equal(panel.overview(), undefined);
    assert.equal(panel.noticeState?.kind, 'error');
    assert.match(panel.noticeState.message, /none\.vec/);
  });

  it('leave nothing behind after 20 openings', async () => {
    const before = lab.life.count;
    for (let i = 0; i < 20; i++) {
      await vscode.commands.executeCommand('nlpLab.openVectors', inWorkspace('one.vec'));
      lab.views.embeddings.all[0].panel.dispose();
    }
    await eventually('the end of all panels', () => lab.views.embeddings.all.length === 0 || undefined);
    assert.equal(lab.life.count, before);
    await eventually('the end of all vectors', () => lab.vectors.openCount === 0 || undefined);
  });
});
