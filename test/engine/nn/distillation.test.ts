// What a student learns from a teacher against PyTorch: softened shares, scores, and the shares of tags in a linear chain; and
// its gradients against differences of the loss itself.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { softLoss, type SoftLossOptions } from '../../../src/engine/nn/distillation';
import { stateLoss, TEACHER_STATES, withStates, type StateLoss } from '../../../src/engine/nn/stateLoss';
import { logMarginals } from '../../../src/engine/nn/linearChain';
import { tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate, openProgram } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';
import { checkDifferences, drawFeeds, withGradients } from '../../support/numeric/gradientCheck';

interface RowCase extends SoftLossOptions {
  name: string;
  counts?: number[];
  student: GoldenTensor;
  teacher: GoldenTensor;
  value: number;
  gradient: GoldenTensor;
}

interface ChainCase {
  name: string;
  temperature: number;
  lengths: number[];
  parameters: Record<'begin' | 'end' | 'transitions', GoldenTensor>;
  emissions: GoldenTensor;
  teacher: GoldenTensor;
  value: number;
  gradients: Record<string, GoldenTensor>;
}

interface StateCase {
  name: string;
  loss: StateLoss;
  /** Of sequences; else each row is a text. */
  lengths?: number[];
  student: GoldenTensor;
  teacher: GoldenTensor;
  value: number;
  gradient: GoldenTensor;
}

const { cases, chains, states } = readGolden<RowCase>('distillation.json') as unknown as {
  cases: RowCase[];
  chains: ChainCase[];
  states: StateCase[];
};

function rowProgram({ student, counts, ...options }: RowCase, dtype: Float) {
  const axes = ['rows', student.shape[1]];
  const logits = o.input('student', dtype, axes);
  const loss = softLoss(
    logits,
    o.input('teacher', dtype, axes),
    options,
    counts && o.input('counts', 'bool', ['rows']),
  );
  return { loss, gradient: gradients(loss, [logits])[0] };
}

describe('what a student learns from a teacher', () => {
  for (const golden of cases)
    for (const dtype of FLOATS)
      it(`agrees with PyTorch: ${golden.name} in ${dtype}`, async () => {
        const { counts } = golden;
        const { loss, gradient } = await evaluate(rowProgram(golden, dtype), {
          ...{ student: fromGolden(golden.student, dtype), teacher: fromGolden(golden.teacher, dtype) },
          ...(counts ? { counts: tensor('bool', [counts.length], counts) } : {}),
        });
        assertGolden(loss, scalarGolden(golden.value), 'the loss');
        assertGolden(gradient, golden.gradient, 'the gradient');
      });

  for (const golden of chains)
    for (const dtype of FLOATS)
      it(`agrees with PyTorch: ${golden.name} in ${dtype}`, async () => {
        const { lengths, emissions, teacher, temperature, parameters } = golden;
        const [time, , tags] = emissions.shape;
        const p = {
          begin: o.input('begin', dtype, [tags]),
          end: o.input('end', dtype, [tags]),
          transitions: o.input('transitions', dtype, [tags, tags]),
        };
        const scores = o.input('emissions', dtype, ['time', 'batch', tags]);
        const mask = o.input('mask', 'bool', ['time', 'batch']);
        const taught = o.input('teacher', dtype, ['time', 'batch', tags]);
        const loss = softLoss(logMarginals(p, scores, mask), taught, { loss: 'divergence', temperature }, mask);
        const values = { emissions: scores, ...p };
        const found = gradients(loss, Object.values(values));
        const names = Object.keys(values);
        const results = await evaluate(
          { loss, ...Object.fromEntries(names.map((name, i) => [`of ${name}`, found[i]])) },
          {
            ...{ emissions: fromGolden(emissions, dtype), teacher: fromGolden(teacher, dtype) },
            mask: maskOf(lengths, time),
            ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, fromGolden(value, dtype)])),
          },
        );
        assertGolden(results.loss, scalarGolden(golden.value), 'the loss');
        for (const name of names)
          assertGolden(results[`of ${name}`], golden.gradients[name], `the gradient of ${name}`);
      });

  for (const { name, loss, lengths, student, teacher, value, gradient } of states)
    it(`agrees with PyTorch: ${name}`, async () => {
      const own = o.input('student', 'float32', student.shape);
      const counts = lengths && o.input('counts', 'bool', student.shape.slice(0, -1));
      const taught = { loss, weight: 0.5, width: teacher.shape[teacher.shape.length - 1] };
      const found = withStates(o.scalar(1, 'float32'), own, taught, counts);
      const results = await evaluate(
        { loss: found, gradient: o.mul(gradients(found, [own])[0], 2) },
        {
          ...{ student: fromGolden(student, 'float32'), [TEACHER_STATES]: fromGolden(teacher, 'float32') },
          ...(lengths ? { counts: maskOf(lengths, student.shape[0]) } : {}),
        },
      );
      assertGolden(results.loss, scalarGolden(1 + value / 2), 'the loss');
      assertGolden(results.gradient, gradient, 'the gradient');
    });

  it('refuses to compare the directions of states of two widths', () => {
    const own = o.input('student', 'float32', ['batch', 3]);
    assert.throws(
      () => withStates(o.scalar(0, 'float32'), own, { loss: 'cosine', weight: 1, width: 4 }),
      /3 wide, and those of the teacher 4/,
    );
  });

  for (const loss of ['similarity', 'cosine'] as const)
    it(`has the gradients of its differences, a row of zeros among them: ${loss} of states`, async () => {
      const shape = [4, 3];
      const inputs = { student: o.input('student', 'float64', shape) };
      const value = stateLoss(
        inputs.student,
        o.input('teacher', 'float64', shape),
        loss,
        o.input('counts', 'bool', [4]),
      );
      const program = await openProgram(withGradients(value, inputs));
      const draw = (random: { next(): number }): number => 2 * random.next() - 1;
      const feeds = drawFeeds({ student: { shape, draw }, teacher: { shape, draw } }, 15);
      await checkDifferences(program, { ...feeds, counts: tensor('bool', [4], [1, 1, 0, 1]) });
      await program.release();
    });

  it('is 0 where the student says what the teacher says, whatever constant is added to its scores', async () => {
    const [student, teacher] = [o.input('student', 'float64', [2, 3]), o.input('teacher', 'float64', [2, 3])];
    for (const loss of ['divergence', 'logits'] as const) {
      const found = await evaluate(
        { loss: softLoss(student, teacher, { loss, temperature: 3 }) },
        {
          student: tensor('float64', [2, 3], [1, 2, 4, 0, -1, 7]),
          teacher: tensor('float64', [2, 3], [-4, -3, -1, 2, 1, 9]),
        },
      );
      assert.ok(Math.abs(Number(found.loss.data[0])) < 1e-12, `${loss}: ${found.loss.data[0]}`);
    }
  });

  for (const several of [false, true])
    for (const loss of ['divergence', 'logits'] as const)
      it(`has the gradients of its differences: ${loss}${several ? ', several labels' : ''}`, async () => {
        const shape = [3, 4];
        const inputs = { student: o.input('student', 'float64', shape) };
        const teacher = o.input('teacher', 'float64', shape);
        const value = softLoss(inputs.student, teacher, { loss, temperature: 1.7, several });
        const program = await openProgram(withGradients(value, inputs));
        const draw = (random: { next(): number }): number => 6 * random.next() - 3;
        await checkDifferences(program, drawFeeds({ student: { shape, draw }, teacher: { shape, draw } }, 14));
        await program.release();
      });
});
