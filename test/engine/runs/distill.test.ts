// Runs that learn from other runs, through the whole engine: what is refused before anything begins, what the report says, and that a
// run whose teacher has been deleted goes on bit for bit.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TrainReply } from '../../../src/protocol/engine';
import type { LabError } from '../../../src/protocol/labError';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import {
  corpusRows,
  smallExperiment,
  tsvOf,
  writeExperiment,
  type SmallExperiment,
} from '../../faults/smallExperiment';
import { withFolder } from '../store/support/temporaryFolder';
import { bytesOf, checkStudent, tagged } from './support/students';
import { trained } from './support/trained';

const DATA = { train: 'train.tsv', validation: 0.1, test: 0.2 };
const TEACHER = { name: 'teacher', data: DATA, model: { type: 'naive-bayes' }, training: {} };
const TRAINING = { epochs: 2, batchSize: 32, checkpointEverySteps: 3 };

const student = (distill: object, more: SmallExperiment = {}): SmallExperiment =>
  smallExperiment({ name: 'student', data: DATA, training: { ...TRAINING, distill }, ...more });

const inLab = (use: (folder: string, teacher: TrainReply) => Promise<void>) =>
  withFolder(async (folder) => {
    writeExperiment(folder, smallExperiment());
    const teacher = await trained(folder, smallExperiment(TEACHER));
    assert.equal(teacher.record.status, 'completed', teacher.record.failure?.message);
    await use(folder, teacher);
  });

describe('a run that learns from another', () => {
  it('stands beside its teacher and a run without one, and keeps nothing of their answers', () =>
    inLab(async (folder) => {
      fs.writeFileSync(
        path.join(folder, 'more.txt'),
        corpusRows(50, 7)
          .map(([text]) => text)
          .join('\n'),
      );
      const distill = {
        ...{ teacher: ['teacher', 'teacher'], without: true, unlabelled: { file: 'more.txt' } },
        augment: { copies: 2 },
      };
      const { folder: run, record } = await trained(folder, student(distill));
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.ok(
        record.notices.some((notice) => /changed copies of texts/.test(notice)),
        record.notices.join('\n'),
      );
      assert.ok(!fs.existsSync(path.join(run, 'checkpoints', 'recent')));
      const section = readEvaluation(nodeFiles, run)?.sections.find(({ title }) => title === 'Distillation');
      const [table, notes] = section?.blocks ?? [];
      assert.ok(table?.kind === 'table' && notes?.kind === 'notes');
      assert.deepEqual(
        table.rows.map(([name]) => name),
        ['This run', 'Teacher', 'Without a teacher'],
      );
      const p = table.columns.findIndex((column) => 'title' in column && column.title === 'p');
      const ps = table.rows.slice(1).map((row) => Number(row[p]));
      assert.ok(
        ps.every((value) => value > 0 && value <= 1),
        String(ps),
      );
      assert.deepEqual(notes.lines[0].values, ['teacher, teacher']);
    }));

  it('learns the task from its teacher alone, whose labels have another order, where right answers do not count', () =>
    inLab(async (folder) => {
      const distill = { teacher: 'teacher', weight: 1, temperature: 1 };
      const optimizer = { type: 'adam', learningRate: 0.02 };
      const { record } = await trained(
        folder,
        student(distill, {
          data: { ...DATA, labelOrder: ['positive', 'negative'] },
          training: { ...TRAINING, epochs: 6, optimizer, distill },
        }),
      );
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.deepEqual(record.labels, ['positive', 'negative']);
      assert.ok(record.metrics['test.accuracy'] > 0.85, String(record.metrics['test.accuracy']));
    }));

  it('goes on bit for bit when its teacher has been deleted', () =>
    inLab(async (folder, teacher) => {
      const distill = { teacher: 'teacher', temperature: 3, loss: 'divergence' };
      const whole = await trained(folder, student(distill));
      const stopped = await trained(folder, student(distill), { steps: 5 });
      assert.equal(stopped.record.status, 'stopped');
      fs.rmSync(teacher.folder, { recursive: true });
      const resumed = await trained(folder, {}, { resume: stopped.folder });
      assert.equal(resumed.record.status, 'completed', resumed.record.failure?.message);
      assert.ok(bytesOf(resumed) === bytesOf(whole), 'the parameters differ');
      await assert.rejects(trained(folder, student(distill)), (error: LabError) => {
        assert.equal(error.code, 'NOT_FOUND');
        assert.deepEqual(error.place?.key, ['training', 'distill', 'teacher']);
        return true;
      });
    }));

  it('refuses teachers of other labels, of other tasks and of other texts before there is a run', () =>
    inLab(async (folder) => {
      const rows = corpusRows(300, 1).map(([text, label], i): [string, string] => [
        text,
        i % 3 === 0 ? 'neutral' : label,
      ]);
      fs.writeFileSync(path.join(folder, 'three.tsv'), tsvOf(rows));
      const numbers = corpusRows(300, 1).map(([text], i): [string, string] => [text, String(i / 7)]);
      fs.writeFileSync(path.join(folder, 'numbers.tsv'), tsvOf(numbers));
      await trained(folder, {
        ...{
          name: 'numbers',
          task: 'regression',
          data: { train: 'numbers.tsv' },
          model: { type: 'bow', embedding: 4 },
        },
        training: { epochs: 1 },
      });
      const check = async (change: SmallExperiment, teacher: string, message: RegExp): Promise<void> => {
        const before = fs.readdirSync(path.join(folder, 'runs')).length;
        await assert.rejects(trained(folder, student({ teacher }, change)), (error: LabError) => {
          assert.equal(error.code, 'INVALID_EXPERIMENT');
          assert.match(error.message, message);
          return true;
        });
        assert.equal(fs.readdirSync(path.join(folder, 'runs')).length, before);
      };
      await check({ data: { ...DATA, train: 'three.tsv' } }, 'teacher', /does not know the labels "neutral"/);
      await check({}, 'numbers', /task "regression".*shares of labels is needed/);
      await assert.rejects(
        trained(folder, smallExperiment({ ...TEACHER, training: { distill: { teacher: 'teacher' } } })),
        /for models that are trained in steps/,
      );
    }));
});

describe('a learning curve', () => {
  it('is trained share by share, goes on where it was stopped, and draws that of another run beside', () =>
    withFolder(async (folder) => {
      writeExperiment(folder, smallExperiment());
      const curve = { shares: [0.2, 1], seeds: 2, leastSteps: 12 };
      const first = await trained(folder, smallExperiment({ ...TEACHER, curve }));
      assert.equal(first.record.status, 'completed', first.record.failure?.message);
      const beside = { ...curve, beside: ['teacher'] };
      const own = smallExperiment({ name: 'own', data: DATA, training: TRAINING, curve: beside });
      const stopped = await trained(folder, own, { phase: 'Learning curve, 3 of 4' });
      assert.equal(stopped.record.status, 'stopped');
      const { folder: run, record } = await trained(folder, {}, { resume: stopped.folder });
      assert.equal(record.status, 'completed', record.failure?.message);
      const blocks = readEvaluation(nodeFiles, run)?.sections.flatMap((section) => section.blocks) ?? [];
      const drawn = blocks.find((block) => block.kind === 'curves');
      assert.equal(drawn?.metric, 'accuracy');
      const names = drawn?.curves.map(({ name }) => name) ?? [];
      assert.equal(names[0], 'This run');
      assert.equal(names.at(-1), 'teacher');
      assert.ok(names.includes('Always the most frequent label'));
      for (const { name, points } of drawn?.curves ?? []) {
        assert.deepEqual(
          points.map(({ x }) => x),
          [0.2, 1],
          name,
        );
        for (const { y, low = NaN, high = NaN } of points)
          assert.ok(low <= y && y <= high, `${name}: ${low} ${y} ${high}`);
      }
      const whole = record.metrics['test.accuracy'];
      assert.ok(Math.abs(whole - (readEvaluation(nodeFiles, run)?.figures[0].value ?? 0)) < 1e-12);
      assert.ok(!fs.existsSync(path.join(run, 'curve', '1-1')), 'the run itself is its own last point');
      const [small] = fs.readdirSync(path.join(run, 'curve', '1-0.2'));
      const text = fs.readFileSync(path.join(run, 'curve', '1-0.2', small, 'experiment.json'), 'utf8');
      assert.ok(
        (JSON.parse(text) as { training: { epochs: number } }).training.epochs > 2,
        'small shares are trained for longer',
      );
    }));

  it('of a model that begins with a run finds it by its name for every share', () =>
    withFolder(async (folder) => {
      writeExperiment(folder, smallExperiment());
      const gru = { type: 'gru', embedding: 4, hidden: 4 };
      await trained(folder, smallExperiment({ name: 'base', data: DATA, model: gru, training: TRAINING }));
      const curve = { shares: [0.2, 1], seeds: 1 };
      const own = { name: 'own', data: DATA, model: { from: 'base' }, tokenizer: undefined, training: TRAINING, curve };
      const { folder: run, record } = await trained(folder, smallExperiment(own));
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.equal(fs.readdirSync(path.join(run, 'curve', '1-0.2')).length, 1);
    }));

  it('needs runs beside it that have one', () =>
    inLab(async (folder) => {
      const own = smallExperiment({ data: DATA, curve: { beside: ['teacher'] } });
      await assert.rejects(trained(folder, own), /"teacher" has no learning curve/);
    }));
});

describe('taggers and language models that learn from others', () => {
  for (const head of ['softmax', 'crf'])
    it(`go on bit for bit without their teacher: a tagger with the head ${head}`, () =>
      withFolder(async (folder) => {
        fs.writeFileSync(path.join(folder, 'train.tsv'), tagged(120, 1));
        fs.writeFileSync(
          path.join(folder, 'more.txt'),
          corpusRows(20, 7)
            .map(([text]) => text)
            .join('\n'),
        );
        const around = {
          task: 'tagging',
          data: { train: 'train.tsv', validation: 0.1, test: 0.2 },
          runtime: { threads: 1 },
        };
        const teacher = await trained(folder, { ...around, name: 'teacher', model: { type: 'crf' } });
        assert.equal(teacher.record.status, 'completed', teacher.record.failure?.message);
        const distill = { teacher: 'teacher', unlabelled: { file: 'more.txt' }, augment: { copies: 1 } };
        await checkStudent(folder, teacher, {
          ...{ ...around, name: 'student', model: { type: 'lstm', embedding: 8, hidden: 8, head } },
          training: { ...TRAINING, distill },
        });
      }));

  it('learn the tags from their teacher alone where right answers do not count', () =>
    withFolder(async (folder) => {
      fs.writeFileSync(path.join(folder, 'train.tsv'), tagged(200, 1));
      const data = { train: 'train.tsv', validation: 0.1, test: 0.2 };
      const around = { task: 'tagging', data, runtime: { threads: 1 } };
      await trained(folder, { ...around, name: 'teacher', model: { type: 'crf' } });
      const distill = { teacher: 'teacher', weight: 1, temperature: 1 };
      const optimizer = { type: 'adam', learningRate: 0.02 };
      const { record } = await trained(folder, {
        ...{ ...around, name: 'student', model: { type: 'lstm', embedding: 8, hidden: 8, head: 'crf' } },
        training: { epochs: 6, batchSize: 16, optimizer, distill },
      });
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.ok(record.metrics['test.f1'] > 0.9, String(record.metrics['test.f1']));
    }));

  it('go on bit for bit without their teachers: a language model', () =>
    withFolder(async (folder) => {
      fs.writeFileSync(
        path.join(folder, 'train.txt'),
        corpusRows(150, 1)
          .map(([text]) => text)
          .join('\n'),
      );
      const data = { train: 'train.txt', validation: 0.1, test: 0.1 };
      const around = { task: 'language-model', data, tokenizer: { type: 'character' }, runtime: { threads: 1 } };
      const training = { steps: 8, evaluateEvery: 4, batchSize: 4, context: 16, checkpointEverySteps: 3 };
      const small = { type: 'lstm', embedding: 8, hidden: 8 };
      const first = await trained(folder, { ...around, name: 'teacher', model: { type: 'kneser-ney', order: 3 } });
      const second = await trained(folder, { ...around, name: 'second', model: small, training });
      assert.equal(second.record.status, 'completed', second.record.failure?.message);
      const distill = { teacher: ['teacher', 'second'], tokens: 5, without: 'second' };
      await checkStudent(folder, first, {
        ...around,
        name: 'student',
        model: small,
        training: { ...training, distill },
      });
      const other = { ...around, name: 'words', tokenizer: { type: 'word' }, model: small };
      await assert.rejects(
        trained(folder, { ...other, training: { ...training, distill: { teacher: 'second' } } }),
        /vocabulary of .* is another one/,
      );
    }));
});
