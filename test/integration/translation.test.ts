// The commands on parallel files and on the runs they give, through the real engine and real views.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { ShownStep } from '../../src/protocol/batchView';
import type { RunComparison } from '../../src/protocol/comparisonView';
import type { Report } from '../../src/protocol/report';
import { activated, closeEditors, eventually, inWorkspace } from './lab';

const PAIRS = ['red blue', 'gold one two', 'one red', 'blue gold', 'two two one', 'red gold blue'];
const lines = Array.from({ length: 60 }, (_, i) => PAIRS[i % PAIRS.length]);
const SMALL = ['training.epochs=1', 'model.hidden=8', 'model.embedding=8', 'data.validation=0.2'];

describe('parallel files', () => {
  let lab: Inspection;
  let run: string;

  before(async () => {
    lab = await activated();
    fs.mkdirSync(inWorkspace('pairs').fsPath, { recursive: true });
    fs.writeFileSync(inWorkspace('pairs', 'train.src').fsPath, `${lines.join('\n')}\n`);
    const backwards = lines.map((line) => line.split(' ').reverse().join(' '));
    fs.writeFileSync(inWorkspace('pairs', 'train.tgt').fsPath, `${backwards.join('\n')}\n`);
  });
  afterEach(closeEditors);

  it('are trained on, by an experiment beside them', async () => {
    const [source, target] = ['train.src', 'train.tgt'].map((name) => inWorkspace('pairs', name));
    const given = { target, overrides: SMALL };
    const id = await vscode.commands.executeCommand('nlpLab.trainSeq2Seq', source, undefined, given);
    assert.ok(typeof id === 'string');
    run = id;
    assert.ok(fs.existsSync(inWorkspace('pairs', 'train-src-tgt-gru.nlplab.json').fsPath));
    await eventually('the end of the training', async () => {
      const entry = await lab.runs.find(run);
      return entry?.summary.record.status === 'completed' && entry.summary.checkpoints.length > 0 ? entry : undefined;
    });
  });

  it('give a run and an experiment whose training steps are taken apart', async () => {
    const file = inWorkspace('pairs', 'train-src-tgt-gru.nlplab.json');
    for (const [given, first] of [
      [run, false],
      [file, true],
    ] as const) {
      const step = await vscode.commands.executeCommand<ShownStep | undefined>('nlpLab.showBatch', given);
      assert.ok(step && step.loss > 0 && step.network.layers.length > 3);
      assert.equal(step.step === 1, first);
      assert.match(step.lines.loss.torch.join(''), /loss = /);
    }
    assert.equal(lab.views.batch.all.length, 2);
  });

  it('may be one file with a tab between both sides', async () => {
    const file = inWorkspace('pairs', 'cards.txt');
    fs.writeFileSync(file.fsPath, lines.map((line) => `${line}\t${line.toUpperCase()}\tby nobody`).join('\n'));
    const given = { columns: { source: 'column 1', target: 'column 2' }, overrides: SMALL };
    const id = await vscode.commands.executeCommand('nlpLab.trainSeq2Seq', file, undefined, given);
    assert.ok(typeof id === 'string');
    const written = fs.readFileSync(inWorkspace('pairs', 'cards-gru.nlplab.json').fsPath, 'utf8');
    assert.match(written, /"header": false/);
    await eventually('the end of the training', async () => {
      const entry = await lab.runs.find(id);
      return entry?.summary.record.status === 'completed' || undefined;
    });
    const report = await vscode.commands.executeCommand<Report>('nlpLab.evaluateRun', id, file, {});
    assert.deepEqual([report.source, report.count], ['cards.txt', lines.length]);
  });

  it('give a run that decodes a file beside it, line by line', async () => {
    const file = inWorkspace('pairs', 'new.txt');
    fs.writeFileSync(file.fsPath, 'red blue\n\ngold\n');
    const written = await vscode.commands.executeCommand('nlpLab.decode', run, file);
    assert.equal(written, inWorkspace('pairs', 'new.train-src-tgt-gru.txt').toString());
    const decoded = fs.readFileSync(inWorkspace('pairs', 'new.train-src-tgt-gru.txt').fsPath, 'utf8').split('\n');
    assert.deepEqual([decoded.length, decoded[1]], [4, '']);
  });

  it('give a run that decodes many lines on several threads, as it decodes a few', async () => {
    const decoded = async (name: string, texts: readonly string[]): Promise<string[]> => {
      fs.writeFileSync(inWorkspace('pairs', `${name}.txt`).fsPath, `${texts.join('\n')}\n`);
      await vscode.commands.executeCommand('nlpLab.decode', run, inWorkspace('pairs', `${name}.txt`));
      const text = fs.readFileSync(inWorkspace('pairs', `${name}.train-src-tgt-gru.txt`).fsPath, 'utf8');
      return text.split('\n').slice(0, -1);
    };
    const few = await decoded('few', PAIRS);
    const many = Array.from({ length: 600 }, (_, i) => PAIRS[i % PAIRS.length]);
    assert.deepEqual(
      await decoded('many', many),
      many.map((_, i) => few[i % PAIRS.length]),
    );
  });

  it('give a run that is measured on two files, and shows it in its view', async () => {
    const [source, target] = ['train.src', 'train.tgt'].map((name) => inWorkspace('pairs', name));
    const report = await vscode.commands.executeCommand<Report>('nlpLab.evaluateRun', run, source, {
      target,
    });
    assert.equal(report.source, 'train.src, train.tgt');
    assert.equal(report.count, lines.length);
    const panel = lab.views.run.all.find(({ folder }) => folder.endsWith(run));
    assert.ok(panel);
    const shown = await eventually('the evaluation in the view', () => {
      const { report: latest } = panel.details ?? {};
      return latest?.source === report.source ? latest : undefined;
    });
    assert.deepEqual(shown.figures, report.figures);
  });

  it('give runs that are compared on two files, the older one first', async () => {
    const [source, target] = ['train.src', 'train.tgt'].map((name) => inWorkspace('pairs', name));
    const given = { target, overrides: SMALL };
    const other = await vscode.commands.executeCommand<string>('nlpLab.trainSeq2Seq', source, undefined, given);
    await eventually('the end of the training', async () => {
      const entry = await lab.runs.find(other);
      return entry?.summary.record.status === 'completed' && entry.summary.checkpoints.length > 0 ? entry : undefined;
    });
    const before = lab.life.count;
    const compare = (...runs: unknown[]) =>
      vscode.commands.executeCommand<RunComparison | undefined>('nlpLab.compareRuns', ...runs);
    const shown = await compare(other, run, { file: source, target });
    assert.deepEqual(
      shown?.runs.map(({ id }) => id),
      [run, other],
    );
    assert.equal(shown?.count, lines.length);
    // The same experiment with the same seed gives the same model.
    const { difference, p } = shown?.pairs[0].figures.bleu ?? {};
    assert.deepEqual([difference, p, shown?.examples?.changed], [0, 1, 0]);
    assert.equal(lab.views.comparison.all.length, 1);
    assert.equal(await compare(run, run, { file: source, target }), undefined, 'not with itself');
    assert.equal(await compare('no-such-run', run, { file: source, target }), undefined);
    assert.equal(lab.views.comparison.all.length, 1);
    lab.views.comparison.all[0].panel.dispose();
    await eventually('the end of the panel', () => lab.views.comparison.all.length === 0 || undefined);
    assert.equal(lab.life.count, before);
  });

  it('give a run whose views open once, however often they are asked for, and leave nothing behind', async () => {
    const before = lab.life.count;
    for (const [name, panels] of Object.entries({
      showAttention: lab.views.attention,
      openPlayground: lab.views.playground,
      showNetwork: lab.views.network,
    })) {
      for (let i = 0; i < 3; i++) await vscode.commands.executeCommand(`nlpLab.${name}`, run, 'red blue');
      const panel = panels.latest?.panel;
      assert.ok(panel);
      panel.dispose();
      await eventually('the end of the panel', () => panels.latest === undefined || undefined);
    }
    assert.equal(lab.life.count, before);
  });
});
