// Addresses of vectors.

import assert from 'node:assert/strict';
import { addressName, sourceKey, VECTORS_FILE_NAME } from '../../../src/host/embeddings/vectorsAddress';

describe('addresses of vectors', () => {
  it('name a view by what it shows', () => {
    const first = { kind: 'run', folder: '/w/.nlplab/runs/a' } as const;
    const second = { kind: 'file', uri: 'file:///w/%EB%8B%A8%EC%96%B4.vec' } as const;
    assert.equal(addressName(second), '단어.vec');
    assert.equal(addressName(first), 'a');
    assert.notEqual(sourceKey({ first }), sourceKey({ first, second }));
    assert.notEqual(sourceKey({ first }), sourceKey({ first: { ...first, layer: 'target' } }));
    assert.ok(VECTORS_FILE_NAME.test('a.vec.gz') && !VECTORS_FILE_NAME.test('a.tsv'));
    assert.ok(VECTORS_FILE_NAME.test('w2v_tensor.tsv') && VECTORS_FILE_NAME.test('a.ftz'));
  });
});
