// New models of one's own, and checked gradients in words.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileModel } from '../../src/engine/custom/compileModel';
import { runPersonCode } from '../../src/engine/custom/personCode';
import { tryEncoder } from '../../src/engine/custom/tryEncoder';
import { writtenEncoder } from '../../src/engine/custom/writtenEncoder';
import { MODEL_TEXT } from '../../src/host/experiments/modelText';
import { gradientsText, summaryOf } from '../../src/host/experiments/gradientsText';
import type { CheckedGradient } from '../../src/protocol/gradientCheck';

const t = (text: string, ...values: (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));

const gradient = (name: string, error: number): CheckedGradient => ({
  ...{ name, shape: [2, 3], compared: 6, error, at: [1, 2], stated: 0.5, measured: 0.25, isRight: error < 1e-5 },
});

describe("models of one's own", () => {
  it('begin with one that can be trained, with the options of new experiments', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-model-'));
    try {
      const file = path.join(folder, 'model.ts');
      fs.writeFileSync(file, MODEL_TEXT);
      const code = runPersonCode((await compileModel(file)).code, file);
      tryEncoder(writtenEncoder(code, { options: { width: 16 }, needsLast: false, needsAttention: false }));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('have gradients that are told in words and as a table', () => {
    const right = { parameters: [gradient('a', 1e-9), gradient('b', 2e-8)], operators: [], tolerance: 1e-5, seed: 1 };
    assert.deepEqual(summaryOf(right, t), {
      isRight: true,
      text: 'All 2 gradients are right; the largest error is 2.0e-8, in b [1, 2].',
    });
    const wrong = { ...right, operators: [gradient('gate, operand 0', 0.5)] };
    assert.deepEqual(summaryOf(wrong, t), {
      isRight: false,
      text: '1 of 3 gradients differ from finite differences, most in gate, operand 0 [1, 2]: 0.500000 is stated, 0.250000 measured.',
    });
    const [head, first, second] = gradientsText(wrong).split('\n');
    assert.match(head, /^gradient of +shape +compared +error +at +stated +measured$/);
    assert.match(first, /^gate, operand 0 +\[2, 3\] +6 +5\.0e-1 +\[1, 2\] +0\.500000 +0\.250000 +differs$/);
    assert.match(second, /^a +\[2, 3\].*0\.250000$/);
  });
});
