// Failures with a code, also those of another program that the same process has loaded.

import assert from 'node:assert/strict';
import { LabError } from '../../src/protocol/labError';

describe('a failure with a code', () => {
  it('is known as one whichever program of this project has thrown it, and nothing else is', () => {
    class LabErrorOfAnother extends Error {
      readonly code = 'BUSY';
      readonly place = { file: 'a' };
      get [Symbol.for('nlp-lab.LabError')](): true {
        return true;
      }
    }
    const data = { code: 'BUSY', message: 'Wait.', place: { file: 'a' } } as const;
    for (const error of [new LabError('BUSY', 'Wait.', { file: 'a' }), new LabErrorOfAnother('Wait.')]) {
      assert.ok(error instanceof LabError);
      assert.deepEqual(LabError.toData(error), data);
    }
    for (const other of [new Error('Wait.'), Object.assign(new Error('Wait.'), data), data, null, 'Wait.', undefined])
      assert.ok(!(other instanceof LabError));
    assert.equal(LabError.toData(Object.assign(new Error('Wait.'), data)).code, 'INTERNAL');
  });
});
