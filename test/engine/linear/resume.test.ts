// A fit that is left between two passes and taken up from its state ends in the same bits.

import assert from 'node:assert/strict';
import { fitAtOnce, type Fit, type FitState } from '../../../src/engine/linear/linearModel';
import { fitLinearSvm } from '../../../src/engine/linear/linearSvm';
import { fitLogisticRegression } from '../../../src/engine/linear/logisticRegression';
import { fitNbSvm } from '../../../src/engine/linear/nbSvm';
import { sparseRowsBuilder, type SparseRows } from '../../../src/engine/text/vectorizers/sparseRows';
import { randomNumbers } from '../../faults/randomNumbers';

function madeUp(classes: number): { x: SparseRows; y: Int32Array } {
  const random = randomNumbers(5);
  const builder = sparseRowsBuilder(60);
  const y = Int32Array.from({ length: 60 }, (_, row) => row % classes);
  for (let row = 0; row < 60; row++) {
    const columns = new Set(Array.from({ length: 6 }, () => random.below(40)));
    columns.add(random.next() < 0.8 ? y[row] : random.below(classes));
    for (const column of columns) builder.add(column, 0.2 + random.next());
    builder.endRow();
  }
  return { x: builder.finish(40), y };
}

/** States after each pass, copied as a checkpoint does. */
function statesOf(fit: Fit): FitState[] {
  const states: FitState[] = [];
  for (;;) {
    const { done, value } = fit.next();
    if (done) return states;
    states.push(structuredClone(value.state?.() ?? assert.fail('a pass without a state')));
  }
}

describe('a fit that is taken up again', () => {
  for (const classes of [2, 4]) {
    const { x, y } = madeUp(classes);
    const fits: [string, (resume?: FitState) => Fit][] = [
      ['linear SVM', (resume) => fitLinearSvm(x, y, { classes, C: 1, resume })],
      ['logistic regression', (resume) => fitLogisticRegression(x, y, { classes, C: 10, resume })],
      ['NB-SVM', (resume) => fitNbSvm(x, y, { classes, C: 1, alpha: 1, interpolation: 0.25, resume })],
    ];
    for (const [name, fit] of fits)
      it(`${name}, ${classes} classes, from after some of its passes`, () => {
        const whole = fitAtOnce(fit());
        const states = statesOf(fit());
        assert.ok(states.length > 3, `${states.length} passes`);
        const some = [0, 1, 2, states.length >> 1, states.length - 1].map((i) => states[i]);
        for (const state of some) assert.deepEqual(fitAtOnce(fit(state)), whole);
      });
  }

  it('refuses a state of other data', () => {
    const { x, y } = madeUp(2);
    const [state] = statesOf(fitLinearSvm(x, y, { classes: 2, C: 1 }));
    const resume = { ...state, weights: new Float64Array(3) };
    assert.throws(() => fitAtOnce(fitLinearSvm(x, y, { classes: 2, C: 1, resume })), /no "weights" of 40/);
  });
});
