// Sequence to sequence from the experiment to the output: every model type learns to turn a sequence around, a run goes on bit
// for bit, batches are accumulated, outputs and attention are right.

import fs from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { ofTier } from '../../support/tier';
import { askTexts, figureOf, outputsOf } from './support/asked';
import { checkpointBytes, inLab } from './support/lab';
import {
  adam,
  assertWithin,
  brief,
  DECODER,
  experiment,
  RECURRENT,
  reportOf,
  reversals,
  type Settings,
  trained,
  TRANSFORMER,
  writePairs,
} from './support/reversals';

describe('sequence to sequence', () => {
  it('reads lines with a tab between both sides, and judges a file of them', () =>
    inLab(async (lab) => {
      const lines = (pairs: [string, string][]): string => pairs.map((pair) => pair.join('\t')).join('\n');
      lab.write('pairs.txt', lines(reversals(60, 1)));
      lab.write('other.txt', lines(reversals(7, 2)));
      const data = { train: 'pairs.txt', source: 'column 1', target: 'column 2', validation: 0, test: 'other.txt' };
      const model = { ...RECURRENT, hidden: 8 };
      await assert.rejects(
        trained(lab, experiment('gru', model, brief, { data })),
        /one text a line.*set "header" to false/,
      );
      const of = experiment('gru', model, brief, { data: { ...data, header: false } });
      const folder = await trained(lab, of);
      assert.equal(outputsOf(reportOf(folder)).length, 7);
      const request = { folder, data: 'other.txt', baseFolder: lab.folder };
      const report = await lab.client.call('judge', request);
      assert.deepEqual(
        outputsOf(report).map(({ line }) => line),
        [1, 2, 3, 4, 5, 6, 7],
      );
    }));

  /** By type: its settings, and how many attention maps there are: kinds, layers, heads. */
  const types: Record<string, { model: Settings; maps: number }> = {
    ...{ rnn: { model: RECURRENT, maps: 1 }, lstm: { model: RECURRENT, maps: 1 }, gru: { model: RECURRENT, maps: 1 } },
    ...{ transformer: { model: TRANSFORMER, maps: 3 * 2 * 4 }, 'decoder-only': { model: DECODER, maps: 3 * 4 } },
  };
  const tried = ofTier(['gru'], ['transformer', 'rnn', 'lstm', 'decoder-only']);
  for (const [type, { model, maps: mapCount }] of tried.map((name) => [name, types[name]] as const))
    it(`learns to turn sequences around, to 99 % of new ones: ${type}`, () =>
      inLab(async (lab) => {
        writePairs(lab, model === RECURRENT ? 1600 : 3200);
        const [learningRate, warmupSteps] = model === RECURRENT ? [0.008, 0] : [0.004, 50];
        const of = experiment(type, model, {
          ...{ epochs: 6, optimizer: adam(learningRate), schedule: { type: 'cosine', warmupSteps } },
        });
        const folder = await trained(lab, of);
        const report = reportOf(folder);
        const right = outputsOf(report).filter(({ reference, output }) => reference === output).length;
        assert.ok(right >= 0.99 * report.count, `${right} of ${report.count} are right`);
        assertWithin(figureOf(report, 'bleu'));

        const texts = ['a b c d', 'h g', 'c c a'];
        const answers = await askTexts(lab, { folder, texts, decoding: { beam: 4, nBest: 2 } });
        assert.deepEqual(
          answers.map(({ outputs }) => outputs[0].text),
          ['d c b a', 'g h', 'a c c'],
        );
        const [{ outputs }] = answers;
        const given = { folder, source: texts[0], target: outputs[0].text };
        const { maps, tokenLogProbabilities, target } = await lab.client.call('attend', given);
        const total = tokenLogProbabilities.reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(total - outputs[0].logProbability) < 1e-4, 'the score is that by teacher forcing');
        assert.deepEqual(target.tokens, ['d', 'c', 'b', 'a', '<eos>']);
        for (const { weights, rows, columns } of maps)
          for (let row = 0; row < rows; row++) {
            const sum = weights.subarray(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
            assert.ok(Math.abs(sum - 1) < 1e-5, `a row of attention sums to ${sum}`);
          }
        assert.equal(maps.length, mapCount);
      }));

  const kinds: [string, Settings, Settings?][] = [
    [
      'gru without attention, stacked, source reversed',
      { type: 'gru', ...RECURRENT, attention: 'none', layers: 2, reverseSource: true },
    ],
    [
      'lstm, dot, one direction, copied states',
      { type: 'lstm', ...RECURRENT, attention: 'dot', bidirectional: false, bridge: 'copy' },
    ],
    [
      'rnn, additive, no input feeding, padding before',
      { type: 'rnn', ...RECURRENT, attention: 'additive', inputFeeding: false },
      { padding: 'before' },
    ],
    [
      'gru, tied, own guesses',
      { type: 'gru', ...RECURRENT, tieEmbeddings: true, dropout: 0.1, layers: 2 },
      { teacherForcing: { from: 1, to: 0.3 } },
    ],
    [
      'transformer, after-norm, learned positions, GELU',
      {
        type: 'transformer',
        ...TRANSFORMER,
        norm: 'post',
        positions: 'learned',
        activation: 'gelu',
        tieEmbeddings: false,
      },
    ],
    [
      'a decoder alone, after-norm, learned positions, the whole source seen, tied sides',
      { type: 'decoder-only', ...DECODER, norm: 'post', positions: 'learned', sourceAttention: 'full', dropout: 0.1 },
    ],
  ];
  for (const [name, { type, ...model }, training] of kinds)
    it(`trains and decodes: ${name}`, () =>
      inLab(async (lab) => {
        writePairs(lab, 200, 20);
        const more = { sharedVocabulary: name.includes('tied') };
        const folder = await trained(lab, experiment(String(type), model, { ...brief, ...training }, more));
        const texts = ['a b c', 'd', 'h g f e d', 'a a'];
        const answers = await askTexts(lab, { folder, texts, decoding: { beam: 3, nBest: 3 } });
        for (const [i, { outputs }] of answers.entries()) {
          const [alone] = await askTexts(lab, { folder, texts: [texts[i]], decoding: { beam: 3, nBest: 3 } });
          assert.deepEqual(
            outputs.map(({ text }) => text),
            alone.outputs.map(({ text }) => text),
          );
        }
      }));

  it('goes on bit for bit after a stop, with dropout, averaging, batches by tokens and own guesses', () =>
    inLab(async (lab) => {
      writePairs(lab, 300, 20);
      const of = experiment(
        'gru',
        { ...RECURRENT, dropout: 0.2 },
        { ...brief, epochs: 3, batchTokens: 200, averageCheckpoints: 2, accumulate: 2, teacherForcing: 0.7 },
      );
      const whole = await trained(lab, of);
      const stop = new AbortController();
      const { folder, record } = await lab.client.call('train', lab.request(of), {
        signal: stop.signal,
        onProgress: (told) =>
          told.kind === 'metric' && told.line.kind === 'step' && told.line.step === 5 && stop.abort(),
      });
      assert.equal(record.status, 'stopped');
      const resumed = await lab.client.call('train', lab.request(of, { resume: folder }));
      assert.equal(resumed.record.status, 'completed');
      for (const run of [whole, folder]) assert.ok(!fs.existsSync(path.join(run, 'checkpoints', 'recent')));
      for (const name of ['last', 'best'] as const)
        assert.equal(
          checkpointBytes(folder, name, 'model.safetensors'),
          checkpointBytes(whole, name, 'model.safetensors'),
        );
    }));
});
