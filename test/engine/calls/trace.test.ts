// The networks of all families, of experiments that were never trained: what is named, how it is wired, and that the numbers are those
// of the equations that the names stand for and of what the model answers.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { LabError } from '../../../src/protocol/labError';
import type { NetworkTensor, NetworkTrace, TraceQuestion } from '../../../src/protocol/network';
import type { TensorName } from '../../../src/protocol/networkNames';
import { labelOf } from '../../../src/protocol/answer';
import { inLab, smallExperiment, type Lab } from './support/lab';
import { experiment as sequenceExperiment, RECURRENT, TRANSFORMER, DECODER, writePairs } from './support/reversals';

const TEXT = 'the film was very lovely';

/** Of an experiment's file, without a training. */
async function traced(lab: Lab, experiment: object, question: Partial<TraceQuestion> = {}): Promise<NetworkTrace> {
  const text = JSON.stringify(experiment);
  const name = createHash('sha1').update(text).digest('hex').slice(0, 8);
  const file = lab.write(`${name}.nlplab.json`, text);
  return lab.client.call('trace', { model: { experiment: file }, text: TEXT, ...question });
}

const titles = ({ layers, tensors }: NetworkTrace): string[] =>
  layers.map(({ place: { part, kind, number, direction }, tensors: own }) =>
    [part, kind, number, direction]
      .filter((word) => word !== undefined)
      .join(' ')
      .concat(': ', own.map((i) => tensors[i].name).join(' ')),
  );

interface Found extends NetworkTensor {
  shape: number[];
  values: Float32Array;
}

/** The first of this name in the layer of a title's beginning. */
function found(trace: NetworkTrace, name: TensorName, layer = ''): Found {
  const index = trace.tensors.findIndex(
    (tensor) => tensor.name === name && titles(trace)[tensor.layer].startsWith(layer),
  );
  assert.ok(index >= 0, `${name} in ${layer}`);
  const tensor = trace.tensors[index];
  return { ...tensor, shape: tensor.axes.map(({ length }) => length), values: trace.values[index] };
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i] - expected[i]) <= 1e-5, `${what} ${i}: ${actual[i]} for ${expected[i]}`);
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

describe('networks drawn over a text', () => {
  it('name what a bidirectional LSTM makes, and the numbers are those of its equations', () =>
    inLab(async (lab) => {
      const trace = await traced(lab, smallExperiment());
      assert.deepEqual(titles(trace), [
        'input: ids',
        'embedding: embedding',
        `lstm 0 forward: ${namesIn(trace, 'lstm 0 forward')}`,
        `lstm 0 backward: ${namesIn(trace, 'lstm 0 backward')}`,
        'lstm 0: output',
        'pooling: pooled',
        'output: logits logProbabilities',
      ]);
      assert.equal(trace.wiring, 'many-to-one');
      assert.deepEqual(trace.labels.time, [...TEXT.split(' '), '<pad>', '<pad>', '<pad>']);
      assert.deepEqual([...trace.labels.class].sort(), ['negative', 'positive']);
      for (const [direction, order] of [
        ['forward', [0, 1, 2, 3, 4]],
        ['backward', [4, 3, 2, 1, 0]],
      ] as const) {
        const of = (name: TensorName): Found => found(trace, name, `lstm 0 ${direction}`);
        const [i, f, g, o, c, h] = (
          ['inputGate', 'forgetGate', 'candidate', 'outputGate', 'cellState', 'hiddenState'] as const
        ).map(of);
        assert.deepEqual(c.shape, [8, 1, 16]);
        let before = new Float32Array(16);
        for (const t of order) {
          const at = ({ values }: Found): Float32Array => values.subarray(t * 16, (t + 1) * 16);
          const cell = at(f).map((kept, k) => kept * before[k] + at(i)[k] * at(g)[k]);
          assertClose(at(c), cell, `cell ${t}`);
          assertClose(
            at(h),
            cell.map((value, k) => at(o)[k] * Math.tanh(value)),
            `state ${t}`,
          );
          before = at(c).slice();
        }
        assert.ok(
          h.from.some(({ isRecurrent }) => !isRecurrent) && of('forgetGate').from.some((way) => way.isRecurrent),
        );
        assert.deepEqual(of('forgetGate').parameters.length, 4, 'W_ih, W_hh and both biases');
      }
    }));

  it('use each parameter in one layer, and count what is learned', () =>
    inLab(async (lab) => {
      const trace = await traced(lab, smallExperiment());
      const all = trace.layers.flatMap(({ parameters }) => parameters);
      assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
      assert.equal(
        all.reduce((total, { count }) => total + count, 0),
        trace.parameters,
      );
    }));

  it('are those that answer: log probabilities of a trained run', () =>
    inLab(async (lab) => {
      const experiment = smallExperiment({ model: { type: 'gru', embedding: 8, hidden: 8, bidirectional: false } });
      const { folder } = await lab.client.call('train', lab.request(experiment, { overrides: ['training.epochs=1'] }));
      const trace = await lab.client.call('trace', { model: { folder }, text: TEXT });
      const [answer] = (await lab.client.call('ask', { folder, texts: [TEXT] })).answers.map(labelOf);
      const shares = found(trace, 'logProbabilities').values.map(Math.exp);
      assertClose(
        shares,
        trace.labels.class.map((name) => answer.probabilities[name]),
        'shares',
      );
      const [r, z, n, h] = (['resetGate', 'updateGate', 'newState', 'hiddenState'] as const).map((name) =>
        found(trace, name),
      );
      assert.ok(r.values.every((value) => value > 0 && value < 1));
      const later = h.values
        .slice(8, 16)
        .map((_, k) => (1 - z.values[8 + k]) * n.values[8 + k] + z.values[8 + k] * h.values[k]);
      assertClose(h.values.subarray(8, 16), later, 'state 1');
    }));

  it('show attention: scores before and after the mask, shares, context', () =>
    inLab(async (lab) => {
      const model = { type: 'transformer', width: 8, heads: 2, feedForward: 12, layers: 1 };
      const trace = await traced(lab, smallExperiment({ model }));
      assert.deepEqual(titles(trace), [
        'input: ids',
        'embedding: embedding placed',
        `self-attention 0: ${namesIn(trace, 'self-attention 0')}`,
        'feed-forward 0: inner block',
        'pooling: pooled',
        'output: logits logProbabilities',
      ]);
      const [q, k, v, scores, masked, weights, context] = (
        ['query', 'key', 'value', 'scores', 'maskedScores', 'weights', 'context'] as const
      ).map((name) => found(trace, name));
      assert.deepEqual(
        q.axes.map(({ kind }) => kind),
        ['batch', 'head', 'time', 'unit'],
      );
      assert.deepEqual(weights.shape, [1, 2, 8, 8]);
      let score = 0;
      for (let d = 0; d < 4; d++) score += q.values[d] * k.values[4 + d];
      assertClose([scores.values[1]], [score / 2], 'score of the first token to the second');
      assert.ok(masked.values[7] < -1e8 && masked.values[1] === scores.values[1], 'padding is masked');
      for (let row = 0; row < 16; row++)
        assertClose([sum(weights.values.subarray(row * 8, row * 8 + 8))], [1], 'a row of weights');
      let first = 0;
      for (let t = 0; t < 8; t++) first += weights.values[t] * v.values[t * 4];
      assertClose([context.values[0]], [first], 'context');
    }));

  const encoders: [string, object, string[]][] = [
    [
      'convolutions',
      { type: 'cnn', embedding: 8, windows: [2, 3], filters: 4 },
      ['convolution 0: filters filters found'],
    ],
    ['a bag of words', { type: 'bow', embedding: 8, hiddenLayers: 1 }, ['hidden 0: hiddenLayer']],
    [
      'a plain RNN',
      { type: 'rnn', embedding: 8, hidden: 8, bidirectional: false, layers: 2 },
      ['rnn 0: hiddenState output', 'rnn 1: hiddenState output'],
    ],
    [
      'attention pooling',
      { type: 'rnn', embedding: 8, hidden: 8, pooling: 'attention' },
      ['pooling: poolingWeights pooled'],
    ],
  ];
  for (const [name, model, expected] of encoders)
    it(`name what is made of ${name}`, () =>
      inLab(async (lab) => {
        const all = titles(await traced(lab, smallExperiment({ model })));
        for (const title of expected) assert.ok(all.includes(title), `${title} in ${all.join(', ')}`);
      }));

  it('show a tagger with a linear chain', () =>
    inLab(async (lab) => {
      const sentence = 'Ada B-PER\nlives O\nin O\nSeoul B-LOC\n. O\n';
      lab.write('people.conll', `${sentence}\n`.repeat(12));
      const trace = await traced(
        lab,
        {
          ...{ name: 'people', task: 'tagging', data: { train: 'people.conll', validation: 0.2, test: 0 } },
          model: { type: 'gru', embedding: 8, hidden: 8, head: 'crf', capitals: 2 },
          ...{ training: { epochs: 1 }, runtime: { threads: 1 } },
        },
        { text: 'Ada lives in Seoul .' },
      );
      assert.equal(trace.wiring, 'many-to-many');
      assert.ok(titles(trace).includes('embedding: embedding features placed'));
      const [emissions, transitions] = [found(trace, 'emissions'), found(trace, 'transitions')];
      assert.deepEqual(emissions.shape, [8, 1, trace.labels.class.length]);
      assert.deepEqual(transitions.shape, [trace.labels.class.length, trace.labels.class.length]);
    }));

  it('write with a language model: what it goes on with is what the next step reads', () =>
    inLab(async (lab) => {
      lab.write('text.txt', 'the cat sat on a mat\n'.repeat(40));
      const of = (model: object) => ({
        ...{ name: 'language', task: 'language-model', data: { train: 'text.txt', validation: 0.1, test: 0.1 } },
        ...{ tokenizer: { type: 'word', minFrequency: 1 }, model, training: { epochs: 1, batchSize: 2, context: 8 } },
        runtime: { threads: 1 },
      });
      const transformer = { type: 'transformer', width: 8, heads: 2, feedForward: 12, layers: 1, positions: 'rotary' };
      for (const model of [{ type: 'lstm', embedding: 8, hidden: 8, layers: 1 }, transformer]) {
        const trace = await traced(lab, of(model), { text: 'the cat', writes: 3 });
        const { shape, values } = found(trace, 'logProbabilities');
        assert.deepEqual([shape[0], trace.labels.time.length, trace.wiring], [6, 6, 'many-to-many']);
        for (let t = 2; t < 5; t++) {
          const row = values.subarray(t * shape[2], (t + 1) * shape[2]);
          assert.equal(trace.labels.class[row.indexOf(Math.max(...row))], trace.labels.time[t + 1]);
        }
      }
      const alone = await traced(lab, of(transformer), { text: '', writes: 3 });
      assert.equal(alone.wiring, 'one-to-many');
      const causal = found(alone, 'weights');
      assert.equal(causal.values[1], 0, 'the first place sees no later one');
      assert.deepEqual(
        alone.layers.map(({ isCausal = false }) => isCausal),
        alone.layers.map(({ place }) => place.kind === 'self-attention'),
      );
    }));

  const families: [string, object][] = [
    ['gru', { ...RECURRENT, layers: 1 }],
    ['lstm', { ...RECURRENT, inputFeeding: false }],
    ['transformer', TRANSFORMER],
    ['decoder-only', DECODER],
  ];
  for (const [type, model] of families)
    it(`draw source and target of ${type}`, () =>
      inLab(async (lab) => {
        writePairs(lab, 60);
        const of = sequenceExperiment(type, { ...model }, { epochs: 1 });
        const trace = await traced(lab, of, { text: 'a b c', target: 'c b' });
        assert.equal(trace.wiring, 'encoder-decoder');
        assert.deepEqual(trace.labels.sourceTime, ['a', 'b', 'c', '<eos>']);
        assert.deepEqual(trace.labels.time, ['<bos>', 'c', 'b', '<pad>']);
        const parts = new Set(trace.layers.map(({ place }) => place.part));
        assert.ok(parts.has('encoder') && parts.has('decoder'), titles(trace).join('; '));
        const weights = trace.tensors.filter(({ name }) => name === 'weights');
        assert.ok(weights.length > 0);
        for (const { from } of trace.tensors) for (const { tensor } of from) assert.ok(trace.tensors[tensor]);
      }));

  it('show what padding does where it counts, before the text and after it', () =>
    inLab(async (lab) => {
      const of = (mask: boolean, padding: string, more: object = { padTo: 'maxLength' }) =>
        smallExperiment({
          model: { type: 'rnn', embedding: 8, hidden: 8, bidirectional: false, pooling: 'last', mask },
          training: { maxLength: 7, padding, epochs: 1, ...more },
        });
      const last = ({ values }: Found): Float32Array => values.subarray(values.length - 8);
      const [whole, after, before] = await Promise.all([
        traced(lab, of(true, 'after')),
        traced(lab, of(false, 'after')),
        traced(lab, of(false, 'before')),
      ]);
      assert.deepEqual(after.labels.time, [...TEXT.split(' '), '<pad>', '<pad>']);
      assert.deepEqual(before.labels.time, ['<pad>', '<pad>', ...TEXT.split(' ')]);
      const states = found(whole, 'hiddenState').values;
      assertClose(found(whole, 'pooled').values, states.subarray(4 * 8, 5 * 8), 'the state of the last token');
      assertClose(last(found(whole, 'output')), new Float32Array(8), 'a masked output');
      for (const trace of [after, before]) {
        assertClose(found(trace, 'pooled').values, last(found(trace, 'hiddenState')), 'the state of the last step');
        assertClose(found(trace, 'output').values, found(trace, 'hiddenState').values, 'outputs of all steps');
      }
      const moved = found(after, 'pooled').values.some(
        (value, i) => Math.abs(value - found(whole, 'pooled').values[i]) > 1e-3,
      );
      assert.ok(moved, 'padding after the text changes its vector');
      await assert.rejects(traced(lab, of(false, 'after', {})), /set "training.padTo" to "maxLength"/);
    }));

  it('are none of models without layers', () =>
    inLab(async (lab) => {
      await assert.rejects(traced(lab, smallExperiment({ model: { type: 'naive-bayes' }, training: {} })), (error) => {
        assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT', String(error));
        assert.match(error.message, /"naive-bayes" is no network/);
        return true;
      });
    }));
});

/** Gates may be made in any order. */
function namesIn(trace: NetworkTrace, layer: string): string {
  const title = titles(trace).find((each) => each.startsWith(`${layer}:`)) ?? assert.fail(titles(trace).join('; '));
  return title.slice(layer.length + 2);
}
