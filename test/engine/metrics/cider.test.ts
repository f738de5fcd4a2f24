// CIDEr-D beside a plain computation of its definition, and how pictures with several rows count.

import assert from 'node:assert/strict';
import { ciderScores } from '../../../src/engine/metrics/cider';
import { readGolden } from '../../golden/readGolden';

describe('CIDEr-D', () => {
  it('is that of the definition', () => {
    const [golden] = readGolden<{ captions: string[]; references: string[][]; scores: number[] }>('cider.json').cases;
    const found = ciderScores(golden.captions, golden.references, golden.captions.map((_, i) => String(i))); // prettier-ignore
    assert.equal(found.length, golden.scores.length);
    found.forEach((score, i) => assert.ok(Math.abs(score - golden.scores[i]) < 1e-12, `${i}: ${score}`));
    assert.ok(golden.scores.some((score) => score > 5) && golden.scores.some((score) => score < 1));
  });

  it('counts a picture once, however many rows it has', () => {
    const rows = ['a red circle', 'a red circle', 'the blue square'];
    const references = [['a red circle', 'one disc'], ['a red circle', 'one disc'], ['the blue square']];
    const [twice, , once] = ciderScores(rows, references, ['1', '1', '2']);
    assert.equal(twice, ciderScores(rows.slice(1), references.slice(1), ['1', '2'])[0]);
    assert.ok(Math.abs(once - 7.5) < 1e-12, 'of three words there is no run of four');
  });
});
