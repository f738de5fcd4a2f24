// Optimisers on one picture: what runs within a run begin with, what the report says, and that a comparison that was stopped goes on.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TrainReply } from '../../../src/protocol/engine';
import { lossSurface } from '../../../src/engine/runs/lossSurface';
import { loggedCurves, meanLosses } from '../../../src/engine/runs/loggedCurves';
import { begunExperiment } from '../../../src/engine/runs/begunRun';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { writeSafetensors } from '../../../src/engine/store/safetensors';
import { keptPath } from '../../../src/engine/train/trainingPath';
import { LabError } from '../../../src/protocol/labError';
import { smallExperiment, writeExperiment } from '../../faults/smallExperiment';
import { withFolder } from '../store/support/temporaryFolder';
import { trained } from './support/trained';

const adam = { type: 'adam', learningRate: 0.01 };
const COMPARE = [
  { optimizer: { type: 'sgd', learningRate: 0.5, momentum: 0.9 } },
  { name: 'the same again', optimizer: adam },
  { name: 'far too fast', optimizer: { type: 'sgd', learningRate: 1e30 } },
];
const experiment = smallExperiment({
  data: { train: 'train.tsv', validation: 0.2, test: 0.1 },
  training: { epochs: 2, batchSize: 32, optimizer: adam, compare: COMPARE, path: 3 },
});

const withinOf = ({ folder }: TrainReply, number: number): string => {
  const runs = path.join(folder, 'compare', String(number));
  return path.join(runs, fs.readdirSync(runs)[0]);
};

const lossesOf = (folder: string): number[] => loggedCurves(nodeFiles, folder).steps.map(({ loss }) => loss);

describe('optimisers on one picture', () => {
  it('begin with the same values on the same batches; what was stopped goes on; who diverges stays in the report', () =>
    withFolder(async (folder) => {
      writeExperiment(folder, experiment);
      const stopped = await trained(folder, experiment, { phase: 'Optimiser 3 of 4: the same again' });
      assert.equal(stopped.record.status, 'stopped');
      const reply = await trained(folder, experiment, { resume: stopped.folder });
      assert.equal(reply.record.status, 'completed', reply.record.failure?.message);
      const own = lossesOf(reply.folder);
      const [sgd, same, fast] = [1, 2, 3].map((number) => lossesOf(withinOf(reply, number)));
      assert.deepEqual(same, own);
      assert.equal(sgd[0], own[0]);
      assert.notEqual(sgd[1], own[1]);
      assert.equal(fast[0], own[0]);
      assert.ok(!fs.existsSync(path.join(withinOf(reply, 1), 'checkpoints')));

      const section = readEvaluation(nodeFiles, reply.folder)?.sections.find(({ title }) => title === 'Optimisers');
      const [table, losses, ...others] = section?.blocks ?? [];
      const names = ['adam 0.01', 'sgd 0.5 momentum 0.9', 'the same again', 'far too fast'];
      assert.ok(table?.kind === 'table' && losses?.kind === 'curves');
      assert.deepEqual(
        table.rows.map(([name]) => name),
        names,
      );
      assert.deepEqual(table.rows[2].slice(1, 5), table.rows[0].slice(1, 5));
      assert.deepEqual(
        losses.curves.map(({ name }) => name),
        names,
      );
      assert.ok(losses.curves[3].points.length < losses.curves[0].points.length, 'what grows without end is cut off');
      assert.deepEqual(
        losses.curves[0].points.map(({ y }) => y),
        own,
      );
      const surfaceOf = () =>
        lossSurface({
          ...{
            files: nodeFiles,
            folder: reply.folder,
            experiment: begunExperiment(nodeFiles, reply.folder),
            points: 5,
          },
          ...{ progress: () => undefined, signal: new AbortController().signal },
          lossAt: (parameters) => Promise.resolve(parameters.size),
        });
      const { losses: around, ...surface } = await surfaceOf();
      assert.deepEqual(
        surface.paths.map(({ name, points }) => [name, points.length]),
        names.slice(0, 3).map((name) => [name, 3]),
      );
      assert.deepEqual(surface.leftOut, ['far too fast']);
      assert.equal(around.length, 25);
      const [ownWay, sgdWay, sameWay] = surface.paths.map(({ points }) => points);
      assert.deepEqual(
        sameWay.map(({ step }) => step),
        [0, own.length / 2, own.length].map(Math.round),
      );
      for (const [a, b] of [...ownWay.map((point, i) => [point, sameWay[i]]), [ownWay[0], sgdWay[0]]])
        assert.ok(Math.hypot(a.x - b.x, a.y - b.y) < 1e-3);

      const [place] = keptPath(nodeFiles, reply.folder).slice(1);
      for (const other of [new Map([['x', { shape: [1], data: new Float32Array(1) }]]), new Map()]) {
        writeSafetensors(nodeFiles, place.file, other);
        await assert.rejects(surfaceOf(), (error) => {
          assert.ok(error instanceof LabError && error.code === 'INVALID_FILE', String(error));
          assert.ok(error.message.startsWith(`"${place.file}" does not belong to this model`), error.message);
          return true;
        });
      }

      const notes = others.flatMap((block) => (block.kind === 'notes' ? block.lines : []));
      assert.ok(notes.some(({ values }) => values?.[0] === 'far too fast'));
    }));

  it('are refused without a validation part, and where nothing differs', () => {
    const problemsOf = (training: object, data: object = {}) =>
      parseExperiment(JSON.stringify({ data: { train: 'a.tsv', ...data }, training })).problems.map(
        ({ place }) => place?.key,
      );
    assert.deepEqual(problemsOf({ compare: COMPARE }, { validation: 0 }), [['training', 'compare']]);
    assert.deepEqual(problemsOf({ compare: [{ name: 'a' }] }), [['training', 'compare', 0]]);
    assert.deepEqual(problemsOf({ compare: [{ optimizer: { type: 'sgd', nesterov: true } }] }), [
      ['training', 'compare', 0, 'optimizer', 'nesterov'],
    ]);
    assert.deepEqual(problemsOf({ compare: COMPARE }), []);
  });

  it('have the mean of neighbouring steps', () => {
    const step = { kind: 'step', epoch: 1, time: 0, learningRate: 1, gradientNorm: 1 } as const;
    const steps = [1, 2, 3, 4, 5].map((number) => ({ ...step, step: number, loss: number }));
    assert.deepEqual(meanLosses(steps, 3), [
      { x: 2, y: 1.5 },
      { x: 4, y: 3.5 },
      { x: 5, y: 5 },
    ]);
  });
});
