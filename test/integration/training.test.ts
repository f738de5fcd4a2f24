// The whole path in the editor: train the sample through the real worker, stop, resume, evaluate, predict, delete.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { LabelAnswer } from '../../src/protocol/answer';
import { metricsOf, type Report } from '../../src/protocol/report';
import { activated, closeEditors, eventually, folderOf, inWorkspace, lensesAbove, runsFolder } from './lab';

/** Those that this extension host has started, oldest first. */
function engineProcesses(): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return listed
    .filter((line) => line.includes('engineProcess.js'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === process.pid)
    .map(([pid]) => pid);
}

describe('training in the editor', () => {
  let lab: Inspection;
  before(async () => (lab = await activated()));
  after(async () => {
    await closeEditors();
    fs.rmSync(runsFolder(), { recursive: true, force: true });
    await lab.runs.refresh();
  });

  const experiment = inWorkspace('en', 'reviews-lstm.nlplab.json');
  const train = (...overrides: string[]): Thenable<string> =>
    vscode.commands.executeCommand<string>('nlpLab.train', experiment, { overrides });
  const ended = (id: string): Promise<true> =>
    eventually(`the end of ${id}`, () => (lab.trainings.of(folderOf(id)) ? undefined : true));
  const recordOf = async (id: string) => {
    await ended(id);
    await lab.runs.refresh();
    return (await lab.runs.find(id))?.summary;
  };

  it('trains the sample, shows the run, and lists it', async () => {
    const id = await train('training.epochs=2');
    const panel = await eventually('the panel', () => lab.views.run.all.find(({ folder }) => folder === folderOf(id)));
    const summary = await recordOf(id);
    assert.equal(summary?.record.status, 'completed');
    assert.equal(summary?.record.epoch, 2);
    assert.deepEqual(summary?.checkpoints.map(({ name }) => name).sort(), ['best', 'last']);
    await eventually('both epochs in the view', () => panel.curves?.epochs.length === 2 || undefined);
    await eventually('the evaluation in the view', () => panel.details?.report);
  });

  it('stops between two steps and goes on from there', async () => {
    const id = await train('training.epochs=200');
    await eventually('some steps', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > 5 || undefined);
    await vscode.commands.executeCommand('nlpLab.stopRun', id);
    const stopped = await recordOf(id);
    assert.equal(stopped?.record.status, 'stopped');
    assert.equal(stopped?.resumable, true);

    await vscode.commands.executeCommand('nlpLab.resumeRun', id);
    const step = stopped?.record.step ?? 0;
    await eventually('further steps', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > step || undefined);
    await vscode.commands.executeCommand('nlpLab.stopRun', id);
    assert.ok(((await recordOf(id))?.record.step ?? 0) > step);
  });

  it('trains a sweep, whose runs appear in the tree, from the lens above the experiment', async () => {
    const file = inWorkspace('en', 'sweep.nlplab.json');
    const keys = { 'model.alpha': [0.1, 1, 10] };
    const swept = { data: { train: 'reviews.tsv' }, model: 'naive-bayes', sweep: { keys, search: 'grid' } };
    fs.writeFileSync(file.fsPath, JSON.stringify(swept));
    try {
      const titles = (await lensesAbove(file)).map(({ command }) => command?.title ?? '');
      assert.ok(
        titles.some((title) => title.includes('Train as sweep')),
        titles.join(', '),
      );
      const id = await vscode.commands.executeCommand<string>('nlpLab.trainSweep', file);
      const trials = async (): Promise<number[]> => {
        await lab.runs.refresh();
        const records = lab.runs.all.map(({ summary }) => summary.record);
        const done = records.filter(({ sweep, status }) => sweep?.id === id && status === 'completed');
        return done.map(({ sweep }) => sweep?.trial ?? 0).sort();
      };
      await eventually('all trials', async () => (await trials()).length === 3 || undefined);
      const isOver = async (): Promise<boolean> => (await lab.sweeps()).all.length === 0;
      await eventually('the end of the sweep', async () => (await isOver()) || undefined);
      assert.deepEqual(await trials(), [1, 2, 3]);
    } finally {
      fs.rmSync(file.fsPath);
    }
  });

  it('evaluates and predicts with what was learned', async () => {
    const id = await train('training.epochs=10');
    await ended(id);
    const table = inWorkspace('en', 'reviews.tsv');
    const report = await vscode.commands.executeCommand<Report>('nlpLab.evaluateRun', id, table);
    assert.equal(report.count, 240);
    const { accuracy } = metricsOf(report);
    assert.ok(accuracy > 0.7, `accuracy ${accuracy}`);
    await vscode.commands.executeCommand('nlpLab.showExamples', id);
    const examples = await lab.views.examples.all.at(-1)?.settled();
    assert.deepEqual([examples?.count, examples?.source, examples?.changed], [240, 'reviews.tsv', []]);
    assert.ok(Math.abs((examples?.outcomes?.right ?? 0) / 240 - accuracy) < 1e-9);
    const text = 'A wonderful film, I loved it.';
    const prediction = await vscode.commands.executeCommand<LabelAnswer>('nlpLab.predict', id, text);
    assert.equal(prediction.label, 'positive');
    const sum = Object.values(prediction.probabilities).reduce((all, one) => all + one, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5);
    await vscode.commands.executeCommand('nlpLab.deleteRun', id);
    assert.ok(!fs.existsSync(folderOf(id)));
    assert.ok(fs.existsSync(path.join(runsFolder(), '..', 'trash', id)));
  });

  it('trains on a table without an experiment file', async () => {
    const id = await vscode.commands.executeCommand<string>('nlpLab.trainOnFile', inWorkspace('ko', 'reviews.tsv'));
    await eventually('some steps', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > 2 || undefined);
    await vscode.commands.executeCommand('nlpLab.stopRun', id);
    assert.equal((await recordOf(id))?.record.modelType, 'lstm');
  });

  it('loses an engine with a process of its own, and nothing else, when that crashes', async () => {
    const settings = vscode.workspace.getConfiguration('nlpLab');
    await settings.update('isolation', 'process', vscode.ConfigurationTarget.Workspace);
    try {
      const id = await train('training.epochs=200', 'training.checkpointEverySteps=2');
      await eventually('some steps', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > 5 || undefined);
      const engine = engineProcesses().at(-1);
      assert.ok(engine, 'the training has a process');
      process.kill(engine, 'SIGSEGV');
      const crashed = await recordOf(id);
      assert.deepEqual([crashed?.record.status, crashed?.resumable], ['interrupted', true]);
      await vscode.commands.executeCommand('nlpLab.resumeRun', id);
      await eventually('a further step', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > 5 || undefined);
      await vscode.commands.executeCommand('nlpLab.stopRun', id);
      assert.equal((await recordOf(id))?.record.status, 'stopped');
    } finally {
      await settings.update('isolation', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('trains a run once more, to the same bits', async () => {
    const file = inWorkspace('en', 'again.nlplab.json');
    fs.writeFileSync(file.fsPath, JSON.stringify({ data: { train: 'reviews.tsv' }, model: 'naive-bayes', seed: 5 }));
    try {
      const id = await vscode.commands.executeCommand<string>('nlpLab.train', file);
      await recordOf(id);
      const again = await vscode.commands.executeCommand<string>('nlpLab.runAgain', id);
      assert.equal((await recordOf(again))?.record.again, id);
      const parameters = [id, again].map((run) =>
        fs.readFileSync(path.join(folderOf(run), 'checkpoints', 'best', 'model.safetensors')).toString('base64'),
      );
      assert.equal(parameters[0], parameters[1]);
    } finally {
      fs.rmSync(file.fsPath);
    }
  });

  it('offers to resume the last run above its experiment', async () => {
    const id = await train('training.epochs=200');
    await eventually('some steps', () => (lab.trainings.of(folderOf(id))?.live.step ?? 0) > 2 || undefined);
    await vscode.commands.executeCommand('nlpLab.stopRun', id);
    await recordOf(id);
    const lenses = await lensesAbove(experiment);
    const resume = lenses.find(({ command }) => command?.command === 'nlpLab.resumeRun');
    assert.deepEqual(resume?.command?.arguments, [id]);
  });

  it('lets a second training wait until the first has ended', async () => {
    const first = await train('training.epochs=200');
    assert.equal(await train('training.epochs=1'), undefined, 'it has no folder yet');
    assert.equal(await train('model.type=nothing'), undefined, 'what is wrong does not wait');
    assert.equal(lab.queue.waiting.length, 1);
    const [top] = await lab.tree.getChildren();
    const { label, description, contextValue } = lab.tree.getTreeItem(top);
    assert.deepEqual([label, description, contextValue], ['reviews-lstm', 'queued, number 1', 'queued']);
    const lenses = await lensesAbove(experiment);
    assert.ok(lenses.some(({ command }) => command?.command === 'nlpLab.startQueued'));

    await vscode.commands.executeCommand('nlpLab.stopRun', first);
    await ended(first);
    const second = await eventually('its turn', () => lab.trainings.all.at(0)?.folder);
    await eventually('an empty queue', () => lab.queue.waiting.length === 0 || undefined);
    assert.equal((await recordOf(path.basename(second)))?.record.status, 'completed');
    const compare = (await lensesAbove(experiment)).find(({ command }) => command?.command === 'nlpLab.compareRuns');
    assert.equal(compare?.command?.arguments?.at(0), path.basename(second));
  });

  it('lets a run wait to be resumed, takes it out of the queue, and starts it out of turn', async () => {
    const first = await train('training.epochs=100000');
    await eventually('some steps', () => (lab.trainings.of(folderOf(first))?.live.step ?? 0) > 2 || undefined);
    await vscode.commands.executeCommand('nlpLab.stopRun', first);
    await recordOf(first);
    const second = await train('training.epochs=100000');

    await vscode.commands.executeCommand('nlpLab.resumeRun', first);
    assert.equal(lab.runs.at(folderOf(first))?.queued, 1);
    await vscode.commands.executeCommand('nlpLab.resumeRun', first);
    assert.equal(lab.queue.waiting.length, 1, 'once is enough');
    await vscode.commands.executeCommand('nlpLab.unqueue', lab.queue.waiting[0].id);
    assert.equal(lab.runs.at(folderOf(first))?.queued, undefined);

    await vscode.commands.executeCommand('nlpLab.resumeRun', first);
    await vscode.commands.executeCommand('nlpLab.startQueued');
    await eventually('both', () => lab.trainings.all.length === 2 || undefined);
    for (const id of [first, second]) {
      await vscode.commands.executeCommand('nlpLab.stopRun', id);
      await ended(id);
    }
  });

  it('trains what was queued once the queue is started, in the order it was given', async () => {
    for (const epochs of [1, 2]) {
      const file = vscode.Uri.file(path.join(path.dirname(experiment.fsPath), `queued-${epochs}.nlplab.json`));
      const text = fs.readFileSync(experiment.fsPath, 'utf8').replace('"reviews-lstm"', `"queued ${epochs}"`);
      fs.writeFileSync(file.fsPath, text.replace(/"epochs": \d+/, `"epochs": ${epochs}`));
      await vscode.commands.executeCommand('nlpLab.addToQueue', file);
      fs.rmSync(file.fsPath);
    }
    const labels = async () =>
      (await lab.tree.getChildren()).slice(0, 2).map((node) => lab.tree.getTreeItem(node).label);
    assert.deepEqual([await labels(), lab.trainings.all], [['queued 1', 'queued 2'], []], 'nothing begins unasked');
    await vscode.commands.executeCommand('nlpLab.moveUpInQueue', lab.queue.waiting[1].id);
    assert.deepEqual(await labels(), ['queued 2', 'queued 1']);
    await vscode.commands.executeCommand('nlpLab.startQueue');
    await eventually('an empty queue', () =>
      lab.queue.waiting.length + lab.trainings.all.length === 0 ? true : undefined,
    );
    await lab.runs.refresh();
    const queued = lab.runs.all.filter(({ summary }) => summary.record.name.startsWith('queued'));
    assert.deepEqual(queued.map(({ summary: { record } }) => `${record.name} ${record.status}`).reverse(), [
      'queued 2 completed',
      'queued 1 completed',
    ]);
  });

  it('keeps on when a training cannot start', async () => {
    const id = await train('data.text=missing');
    assert.equal(id, undefined);
    assert.deepEqual(lab.trainings.all, []);
  });
});
