// fastText's classifiers read as its program reads them: the same labels with the same probabilities, and no damage that is believed.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../../src/protocol/labError';
import { readClassifier } from '../../../src/engine/embeddings/classifier/readClassifier';
import { createLabelScores } from '../../../src/engine/embeddings/classifier/labelScores';
import { cutAtSpaces } from '../../../src/engine/tasks/classification/fasttext/openFile';

const folder = path.join('test', 'golden', 'fasttext', 'classifiers');
const answers = JSON.parse(fs.readFileSync(path.join(folder, 'answers.json'), 'utf8')) as Record<
  string,
  { text: string; shares: Record<string, number> }[]
>;

/** The program adds so much to a probability before its logarithm, and prints what comes of it. */
const ADDED = 1e-5;
/** It looks the logistic function up in a table of 512 places where labels are judged one by one. */
const isTabulated = (name: string): boolean => ['noise.bin', 'apart.bin'].includes(name);

async function sharesOf(file: string, text: string): Promise<Record<string, number>> {
  const model = await readClassifier(file);
  const score = createLabelScores(model);
  const shares = model.input.use((read) => score(model.features.rowsOf(cutAtSpaces(text).tokens), read));
  return Object.fromEntries(model.labels.map((label, k) => [label, Math.exp(shares[k])]));
}

describe("fastText's classifiers", () => {
  for (const [name, asked] of Object.entries(answers))
    it(`${name} says what the program says`, async () => {
      for (const { text, shares } of asked) {
        const ours = await sharesOf(path.join(folder, name), text);
        const [best] = Object.keys(shares);
        assert.equal(Object.keys(ours).reduce((a, b) => (ours[b] > ours[a] ? b : a)), best, text); // prettier-ignore
        const sum = isTabulated(name) ? Object.values(shares).reduce((a, b) => a + b) : 1;
        for (const [label, share] of Object.entries(shares)) {
          const close = isTabulated(name) ? 0.02 : 3e-5;
          const expected = (share - (isTabulated(name) ? 0 : ADDED)) / sum;
          assert.ok(Math.abs(ours[label] - expected) < close, `${text}: ${label} ${ours[label]} for ${expected}`);
        }
      }
    });

  it('that are cut short anywhere are refused', async () => {
    await inTemporary(async (file) => {
      for (const name of ['parts.bin', 'quantized.ftz', 'output.ftz']) {
        const whole = fs.readFileSync(path.join(folder, name));
        for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 150)) {
          fs.writeFileSync(file, whole.subarray(0, length));
          await assert.rejects(readClassifier(file), isRefusal, `${name}, ${length} bytes`);
        }
      }
    });
  });

  it('with impossible sizes are refused before anything is allocated from them', async () => {
    await inTemporary(async (file) => {
      const most = 1 << 24;
      const requireMemory = (bytes: number): void => {
        if (bytes > most) throw new LabError('NO_MEMORY', 'too much');
      };
      for (const name of ['parts.bin', 'quantized.ftz']) {
        const whole = fs.readFileSync(path.join(folder, name));
        for (let at = 0; at + 4 <= Math.min(whole.length, 300); at++)
          for (const value of [0x7fffffff, -1, 0x10000000]) {
            const damaged = Buffer.from(whole);
            damaged.writeInt32LE(value, at);
            fs.writeFileSync(file, damaged);
            await readClassifier(file, { requireMemory }).catch((error: unknown) =>
              assert.ok(isRefusal(error), `${name}, ${value} at ${at}: ${String(error)}`),
            );
          }
      }
    });
  });

  it('are told from word vectors and from other files', async () => {
    await assert.rejects(readClassifier(path.join('test', 'golden', 'fasttext', 'skipgram.bin')), /holds word vectors/);
    await assert.rejects(readClassifier('package.json'), /is not a model of fastText/);
  });
});

const isRefusal = (error: unknown): boolean => error instanceof LabError && ['INVALID_DATA', 'INVALID_FILE', 'NO_MEMORY'].includes(error.code); // prettier-ignore

async function inTemporary(use: (file: string) => Promise<void>): Promise<void> {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-classifiers-'));
  try {
    await use(path.join(made, 'model.bin'));
  } finally {
    fs.rmSync(made, { recursive: true });
  }
}
