// Language models that people write: trained, stopped and resumed to the last bit, gone on with, scored alike in both ways; and refused
// where they look ahead.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { EngineContext } from '../../../src/engine/calls/context';
import { withRun } from '../../../src/engine/calls/keptRuns';
import type { Lab } from './support/lab';
import { assertResumesAlike, inTextLab, SEED, train } from './support/textLab';

const cell = (states: string): string => `
import { customEncoder, embeddingParameters, linear, linearParameters, ops, readTokens, scan } from 'nlp-lab';
const { add, fill, tanh } = ops;
export default customEncoder({
  options: { width: 12 },
  parameters: ({ vocabulary, options: { width } }) => ({
    embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
    x: linearParameters({ inputs: width, outputs: width }),
    h: linearParameters({ inputs: width, outputs: width }),
  }),
  encode(p, inputs, { options: { width } }) {
    const x = linear(p.x, readTokens(p.embedding, inputs));
    const h0 = fill(0, [inputs.ids.shape[1], width], 'float32');
    const { states } = scan(({ h }, { x }) => ({ h: tanh(add(x, linear(p.h, h))) }), { h: h0 }, { x });
    return { states: ${states} };
  },
});
`;

const experimentOf = (model: object = {}) => ({
  ...{ name: 'own', task: 'language-model', data: { train: 'text.txt', validation: 0.1, test: 0.1 } },
  tokenizer: { type: 'word', minFrequency: 1 },
  model: { type: 'custom', file: 'model.ts', ...model },
  training: {
    ...{ steps: 60, evaluateEvery: 20, batchSize: 8, context: 7, checkpointEverySteps: 5 },
    optimizer: { type: 'adam', learningRate: 0.02 },
  },
  ...{ seed: SEED, runtime: { threads: 1 } },
});

const quiet = {
  progress: () => undefined,
  log: () => undefined,
  signal: new AbortController().signal,
} as unknown as EngineContext;

const inModelLab = (use: (lab: Lab) => Promise<void>): Promise<void> =>
  inTextLab((lab) => {
    lab.write('model.ts', cell('states.h'));
    return use(lab);
  });

describe('language models that people write', () => {
  it('learn, go on from any step, and say the same of a text read at once and token by token, when the file has gone, too', () =>
    inModelLab(async (lab) => {
      const unbroken = await train(lab, experimentOf({ tieEmbeddings: true }));
      const { folder, record } = unbroken;
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.ok(record.metrics['test.perplexity'] < 6, `${record.metrics['test.perplexity']} of seed ${SEED}`);
      assert.deepEqual(record.abilities, ['continue', 'score', 'trace', 'vectors']);
      await assertResumesAlike(lab, experimentOf({ tieEmbeddings: true }), unbroken, 'middle');
      fs.rmSync(lab.file('model.ts'));
      const { text } = await lab.client.call('continue', { folder, prompt: 'the cat', tokens: 9, sampling: { greedy: true } }); // prettier-ignore
      assert.match(text, /^ sat on a mat and slept/);
      await withRun({ folder }, quiet, async ({ language }) => {
        assert.ok(language);
        const { steps } = language;
        const ids = language.text.place('the cat sat on a mat and slept the cat').ids; // longer than the context
        const { logProbabilities } = await language.score(ids);
        // Two rows, one a token ahead of the other.
        let state = await steps.start([ids.subarray(0, 0), ids.subarray(0, 1)]);
        for (let i = 0; i + 1 < ids.length; i++) {
          const next = await steps.step(state, i === 0 ? new Int32Array(2) : Int32Array.of(ids[i - 1], ids[i]));
          for (const row of [0, 1]) {
            const said = next.logProbabilities[row * steps.vocabulary + ids[i + row]];
            assert.ok(Math.abs(said - logProbabilities[i + row]) < 1e-4, `token ${i + row}: ${said}`);
          }
          state = steps.reorder(next.state, { rows: Int32Array.of(0, 1), sentences: Int32Array.of(0, 1) });
        }
      });
    }));

  it('are refused where they look ahead, where widths differ that must not, and where a parameter is that of the output', () =>
    inModelLab(async (lab) => {
      const refused: [string, object, RegExp][] = [
        [
          cell('add(states.h, ops.mul(ops.sum(states.h, [0], { keep: true }), 0.5))'),
          {},
          /token 1 changes with token 6, which stands behind it/,
        ],
        [cell('ops.concat([states.h, states.h], 2)'), { tieEmbeddings: true }, /12 numbers and its states 24/],
        [
          cell('states.h')
            .replace(/\bx: linearParameters/, 'output: linearParameters')
            .replace('p.x', 'p.output'),
          {},
          /a parameter "output"/,
        ],
      ];
      for (const [file, model, message] of refused) {
        lab.write('model.ts', file);
        await assert.rejects(train(lab, experimentOf(model)), (error: Error & { code?: string }) => {
          assert.equal(error.code, 'INVALID_EXPERIMENT');
          assert.match(error.message, message);
          return true;
        });
      }
      assert.deepEqual(lab.runs(), []);
    }));
});
