// How runs read in the tree and what the views are sent of them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { detailsFor, headerOf } from '../../src/host/runs/runState';
import { curvesOf, MOST_POINTS } from '../../src/host/runs/curves';
import type { Translate } from '../../src/host/editor/texts';
import { describeRun, detailsOf } from '../../src/host/runs/describeRun';
import { ListedRuns } from '../../src/host/runs/listedRuns';
import type { RunEntry } from '../../src/host/runs/runEntry';
import { moveToTrash, restoreFromTrash, trashedRuns } from '../../src/host/runs/runTrash';
import { runDetails } from '../../src/engine/calls/runDetails';
import { callContext } from '../engine/calls/support/callContext';
import { readEvaluation } from '../../src/engine/runs/evaluations';
import { listRuns } from '../../src/engine/store/runFolder';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import type { Ability } from '../../src/protocol/ability';
import type { MetricLine } from '../../src/protocol/run';
import { runStrings } from '../../src/webviews/run/strings';
import { statusText } from '../../src/webviews/run/statusText';
import { curveAxis } from '../../src/webviews/shared/curves/curveAxis';
import { validationCurves } from '../../src/webviews/shared/curves/validationCurves';
import { DAMAGED_RUN, FIXTURE_RUNS, writeFixtureRuns } from '../support/fixtureRuns';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)]));
const plain = (text: string): string => text.replace(/\u202f/g, ' ');

describe('runs on disk', () => {
  let folder: string;
  let entries: Map<string, RunEntry>;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-runs-'));
    writeFixtureRuns(path.join(folder, 'runs'), folder);
    const runs = listRuns(nodeFiles, path.join(folder, 'runs'));
    entries = new Map(runs.map((summary) => [path.basename(summary.folder), { summary, ours: false }]));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const entry = (index: number): RunEntry => entries.get(FIXTURE_RUNS[index].id)!;

  it('tell of a new record alone while it trains, and of the whole list where a standing changes', () => {
    const before = [...entries.values()].map(({ summary }) => summary);
    const place = { runsFolder: path.join(folder, 'runs') };
    type Run = RunEntry['summary'];
    const changedTo = (runs: readonly Run[], from: readonly Run[] = before): (string | undefined)[] => {
      const listed = new ListedRuns();
      listed.take([{ ...place, reply: { runs: [...from] } }]);
      return listed.take([{ ...place, reply: { runs: structuredClone([...runs]) } }]);
    };
    const changing = (change: (summary: Run) => Partial<Run>): Run[] =>
      before.map((one, i) => (i === 1 ? { ...one, ...change(one) } : one));
    const changed = before[1].folder;
    assert.deepEqual(changedTo(before), []);
    assert.deepEqual(changedTo([...before].reverse()), []);
    const further = changing(({ record }) => ({ record: { ...record, seconds: record.seconds + 1 } }));
    assert.deepEqual(changedTo(further), [changed]);
    assert.equal(typeof entry(0).summary.evaluatedMs, 'number');
    assert.deepEqual(changedTo(changing(() => ({ evaluatedMs: 1 }))), [changed]);
    const ended = changing(({ record }) => ({ record: { ...record, status: 'interrupted', name: 'other' } }));
    assert.deepEqual(changedTo(ended), [undefined]);
    assert.deepEqual(changedTo(changing(() => ({ about: { starred: true } }))), [undefined]);
    assert.deepEqual(changedTo(before.slice(1)), [undefined]);
    const usable = changing(() => ({ checkpoints: [{ name: 'best', step: 9, epoch: 9, bytes: 9 }] }));
    assert.deepEqual(
      changedTo(
        usable,
        changing(() => ({ checkpoints: [] })),
      ),
      [undefined],
    );
  });

  it('are found by folder and id, and follow what is told of them in part', () => {
    const [first, second, third] = [...entries.values()].map(({ summary }) => summary);
    const place = { runsFolder: path.join(folder, 'runs'), home: 'here' };
    const listed = new ListedRuns();
    assert.deepEqual(listed.take([{ ...place, reply: { runs: [first, second] } }]), [undefined]);
    assert.equal(listed.at(first.folder)?.home, 'here');
    const further = { ...second, record: { ...second.record, step: 7 } };
    assert.deepEqual(listed.take([{ ...place, reply: { runs: [further], gone: [] } }]), [second.folder]);
    assert.deepEqual(listed.take([{ ...place, reply: { runs: [third], gone: [first.folder] } }]), [undefined]);
    assert.deepEqual(
      listed.all.map(({ summary }) => summary.folder),
      [second.folder, third.folder],
    );
    assert.equal(listed.withId(second.record.id)?.summary.record.step, 7);
    assert.equal(listed.withId(first.record.id), undefined);
    assert.deepEqual(listed.take([]), [undefined]);
    assert.deepEqual(listed.all, []);
  });

  const looks: [string, number, string, RegExp][] = [
    ['a completed run', 0, '89.6 % accuracy · 2 min 0 s', /^run ended usable label trace vectors embed$/],
    [
      'an interrupted run',
      1,
      '3/8 · 80.3 % accuracy · 4.5 s · interrupted',
      /^run ended resumable usable label trace vectors embed$/,
    ],
    ['a failed run', 2, '1/5 · 65.9 % accuracy · 1.5 s · failed', /^run ended label trace vectors embed$/],
    [
      'a stopped run',
      3,
      '2/6 · 74.7 % accuracy · 3.0 s · stopped',
      /^run ended resumable usable label trace vectors embed$/,
    ],
  ];
  for (const [name, index, description, context] of looks) {
    it(`describes ${name}`, () => {
      const look = describeRun(entry(index), t);
      assert.equal(plain(look.description), description);
      assert.match(look.context, context);
    });
  }

  it('describes a run while it is trained', () => {
    const live = {
      phase: 'training',
      epoch: 3,
      epochs: 8,
      step: 160,
      loss: 0.31234,
      seconds: 134,
      metrics: {},
    } as const;
    const look = describeRun({ ...entry(1), live, ours: true }, t);
    assert.equal(plain(look.description), '3/8 · 80.3 % accuracy · loss 0.312 · 2 min 14 s');
    assert.equal(look.context, 'run running ours usable label trace vectors embed');
    assert.equal(look.icon, 'sync~spin');
  });

  const bests: [string, number, string, string][] = [
    ['validation.bleu', 23.41, '23.4 BLEU', 'best BLEU 23.4 in epoch 2'],
    ['validation.perplexity', 8.125, '8.13 perplexity', 'best perplexity 8.13 in epoch 2'],
    ['validation.macroF1', 0.5, '50.0 % macro F1', 'best macro F1 50.0 % in epoch 2'],
    ['validation.loss', 0.5, '0.500 validation loss', 'best validation loss 0.500 in epoch 2'],
    ['loss', 0.5, '0.500 training loss', 'best training loss 0.500 in epoch 2'],
  ];
  for (const [monitor, value, inTree, inView] of bests)
    it(`says what ${monitor} came to, in the tree and in the view`, () => {
      const { summary, ...rest } = entry(0);
      const record = { ...summary.record, best: { epoch: 2, step: 9, monitor, value } };
      const run = { ...rest, summary: { ...summary, record } };
      assert.equal(plain(describeRun(run, t).description), `${inTree} · 2 min 0 s`);
      const status = plain(statusText(headerOf(run, true, t), runStrings(t)));
      assert.equal(status, `Completed · epoch 10 of 10 · 2 min 0 s · ${inView}`);
    });

  it('lists a damaged run with the reason', () => {
    const damaged = entries.get(DAMAGED_RUN)!;
    assert.match(describeRun(damaged, t).tooltip, /damaged/);
    assert.match(headerOf(damaged, true, t).detail, /^failed: .*damaged/);
  });

  it('gives a run the groups that hold something', async () => {
    const { configuration } = await runDetails({ folder: entry(0).summary.folder }, callContext());
    const groups = detailsOf(entry(0), configuration, t);
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['configuration', 'metrics', 'checkpoints', 'notices'],
    );
    assert.ok(configuration.some(({ key, value }) => key === 'model.hidden' && value === '32'));
  });

  it('lets a run be looked at but not used in Restricted Mode', () => {
    const trusted = headerOf(entry(1), true, t);
    assert.deepEqual([trusted.canResume, trusted.canUse, trusted.canStop], [true, true, false]);
    const restricted = headerOf(entry(1), false, t);
    assert.deepEqual([restricted.canResume, restricted.canUse, restricted.canStop], [false, false, false]);
    assert.deepEqual([trusted.canRunAgain, restricted.canRunAgain], [true, false]);
  });

  it('says what a run can be asked, and has its vectors shown where it answers nothing', () => {
    const { summary, ...rest } = entry(1);
    const of = (...abilities: Ability[]) =>
      headerOf({ ...rest, summary: { ...summary, record: { ...summary.record, abilities } } }, true, t);
    assert.deepEqual(of('label', 'explain').abilities, ['label', 'explain']);
    assert.equal(of('label', 'vectors').vectors, undefined);
    assert.deepEqual(of('vectors').vectors, { canOpen: true, parameters: 345_602, threads: 2 });
  });

  it('sends a report without paths', () => {
    const report = readEvaluation(nodeFiles, entry(0).summary.folder);
    const { report: shown } = detailsFor([], { evaluations: [], evaluation: '', report });
    assert.equal(shown?.source, 'reviews.tsv');
    const [mistakes] = shown.sections[1].blocks;
    assert.ok(mistakes.kind === 'examples');
    assert.deepEqual([mistakes.rows[0].file, mistakes.rows[0].line], ['reviews.tsv', 3]);
    assert.ok(!JSON.stringify(shown).includes(folder));
  });

  it('offers evaluations by the names of their files, where there are several', () => {
    const kept = (id: string) => ({
      id,
      at: '2026-11-28T10:00:00.000Z',
      source: `${folder}/${id}.tsv`,
      count: 2,
      unit: 'texts' as const,
    });
    assert.equal(detailsFor([], { evaluations: [kept('a')], evaluation: '' }).evaluations, undefined);
    const details = detailsFor([], { evaluations: [kept('a'), kept('b')], evaluation: 'b' });
    assert.deepEqual(
      details.evaluations?.map(({ source }) => source),
      ['a.tsv', 'b.tsv'],
    );
    assert.equal(details.evaluation, 'b');
  });

  it('takes a run away and brings it back whole', async () => {
    const { folder: run } = entry(2).summary;
    const before = fs.readdirSync(run).sort();
    const trashed = await moveToTrash(run);
    assert.ok(!fs.existsSync(run));
    assert.deepEqual(await trashedRuns(path.dirname(run)), [trashed]);
    await restoreFromTrash(trashed);
    assert.deepEqual(fs.readdirSync(run).sort(), before);
    assert.deepEqual(await trashedRuns(path.dirname(run)), []);
  });

  it('does not overwrite what has taken the place of a deleted run', async () => {
    const { folder: run } = entry(2).summary;
    const trashed = await moveToTrash(run);
    fs.mkdirSync(run);
    await assert.rejects(restoreFromTrash(trashed), { code: 'DISK' });
    fs.rmdirSync(run);
    await restoreFromTrash(trashed);
  });
});

describe('curves of validation figures', () => {
  const steps = { total: 0, step: [], epoch: [], loss: [], learningRate: [], gradientNorm: [] };
  const curves = (...metrics: Record<string, number>[]) => {
    const epochs = metrics.map((each, i) => ({ step: i, epoch: i + 1, seconds: i, metrics: each }));
    const axis = curveAxis({ steps, epochs }, 'epoch');
    return validationCurves(epochs, axis, (name) => name).map(({ label, values }) => [label, values]);
  };

  it('are those that are shares, with a gap where one is missing', () => {
    const first = { loss: 1, 'validation.loss': 1, 'validation.macroF1': 0.4, 'validation.accuracy': 0.5 };
    assert.deepEqual(curves(first, { 'validation.accuracy': 0.6 }), [
      ['accuracy', [0.5, 0.6]],
      ['macroF1', [0.4, null]],
    ]);
    const written = { 'validation.tokenAccuracy': 0.5, 'validation.bleu': 20, 'validation.perplexity': 8 };
    assert.deepEqual(curves(written), [['tokenAccuracy', [0.5]]]);
  });

  it('are none without a validation part', () => assert.deepEqual(curves({ loss: 1 }, { loss: 0.9 }), []));
});

describe('curves', () => {
  const step = (at: number, loss: number): MetricLine => ({
    ...{ kind: 'step', step: at, epoch: 1, time: at, loss, learningRate: 0.1, gradientNorm: 1 },
  });
  const epoch = (number: number, at: number): MetricLine => ({
    ...{ kind: 'epoch', step: at, epoch: number, time: at, metrics: { 'validation.loss': 1 } },
  });

  it('forget what a resume undid', () => {
    const resumed: MetricLine = { kind: 'event', step: 2, time: 0, event: 'resumed' };
    const { steps, epochs } = curvesOf([
      step(1, 1),
      step(2, 2),
      epoch(1, 2),
      step(3, 3),
      epoch(2, 4),
      resumed,
      step(3, 9),
    ]);
    assert.deepEqual(steps.step, [1, 2, 3]);
    assert.deepEqual(steps.loss, [1, 2, 9]);
    assert.deepEqual(
      epochs.map((one) => one.epoch),
      [1],
    );
  });

  it('are thinned by the mean and say of how many', () => {
    const lines = Array.from({ length: MOST_POINTS * 3 }, (_, i) => step(i + 1, i % 3));
    const { steps } = curvesOf(lines);
    assert.equal(steps.total, MOST_POINTS * 3);
    assert.equal(steps.step.length, MOST_POINTS);
    assert.ok(steps.loss.every((loss) => loss === 1));
  });

  it('place steps among epochs once an epoch has ended', () => {
    assert.ok(Number.isNaN(curvesOf([step(5, 1)]).steps.epoch[0]));
    assert.deepEqual(curvesOf([step(5, 1), step(10, 1), epoch(1, 10)]).steps.epoch, [0.5, 1]);
  });
});
