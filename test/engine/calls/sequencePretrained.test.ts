// `model.pretrained` of sequence to sequence: which table of vectors starts from which file, and which of them is trained.

import assert from 'node:assert/strict';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { inLab, type Lab, type smallExperiment } from './support/lab';

type Settings = Record<string, unknown>;

const WIDTH = 8;
const vectorOfWord = (word: string): number[] =>
  Array.from({ length: WIDTH }, (_, i) => (word.charCodeAt(0) - 96 + i) / 16);
const vectorsFile = (words: string): string =>
  [...words].map((word) => [word, ...vectorOfWord(word)].join(' ')).join('\n');
const pairs = ['source\ttarget', ...Array.from({ length: 40 }, (_, i) => ['a b c\tx y', 'b a\ty z'][i % 2])].join('\n');

const recurrent = { type: 'gru', embedding: WIDTH, hidden: 8 };
const transformer = { type: 'transformer', width: WIDTH, heads: 2, feedForward: 8, encoderLayers: 1, decoderLayers: 1 };

function request(lab: Lab, model: Settings, more: Settings = {}) {
  lab.write('pairs.tsv', pairs);
  lab.write('source.txt', vectorsFile('abc'));
  lab.write('target.txt', vectorsFile('xyz'));
  lab.write('both.txt', vectorsFile('abcxyz'));
  return lab.request({
    ...{
      name: 'p',
      task: 'sequence-to-sequence',
      data: { train: 'pairs.tsv', validation: 0 },
      tokenizer: 'whitespace',
    },
    ...{ model, training: { epochs: 2, batchSize: 10, maxLength: 6 }, runtime: { threads: 1 }, ...more },
  } as unknown as ReturnType<typeof smallExperiment>);
}

/** A finished run: its notices, and how far the rows of a table have moved from the vectors of the file, the least and the most. */
async function trained(lab: Lab, model: Settings, more?: Settings) {
  const { folder, record } = await lab.client.call('train', request(lab, model, more));
  assert.equal(record.status, 'completed', record.failure?.message);
  const parameters = openCheckpoint(nodeFiles, folder, 'last').checkpoint.model;
  const moved = (table: string, words: string): { least: number; most: number } => {
    const data = parameters.get(`${table}.weight`)?.data as Float32Array;
    // A word's row is the one nearest to its vector: training is too short for more.
    const distances = [...words].map((word) => {
      const vector = vectorOfWord(word);
      const rows = Array.from({ length: data.length / WIDTH }, (_, row) =>
        data.subarray(row * WIDTH, (row + 1) * WIDTH),
      );
      return Math.min(...rows.map((row) => Math.max(...row.map((value, i) => Math.abs(value - vector[i])))));
    });
    return { least: Math.min(...distances), most: Math.max(...distances) };
  };
  return { notices: record.notices, moved, names: [...parameters.keys()] };
}

const has = (notices: readonly string[], count: number, table: string): void =>
  assert.ok(
    notices.some((notice) => notice.includes(`has vectors for ${count} of`) && notice.includes(table)),
    notices.join('\n'),
  );

describe('pretrained vectors of sequence to sequence', () => {
  for (const model of [recurrent, transformer])
    it(`start each side from its file, a frozen one for good: ${model.type}`, () =>
      inLab(async (lab) => {
        const pretrained = { file: 'source.txt', frozen: true };
        const given = { ...model, pretrained, pretrainedTarget: { file: 'target.txt' } };
        const { notices, moved } = await trained(lab, given);
        has(notices, 3, 'source_embedding');
        has(notices, 3, 'target_embedding');
        assert.equal(moved('source_embedding', 'abc').most, 0);
        const { least, most } = moved('target_embedding', 'xyz');
        assert.ok(least > 0 && most < 0.1, `${least} to ${most}`);
      }));

  it('start a shared vocabulary from one file, and refuse a second', () =>
    inLab(async (lab) => {
      const pretrained = { file: 'both.txt', frozen: true };
      const { notices, moved, names } = await trained(lab, { ...transformer, pretrained }, { sharedVocabulary: true });
      has(notices, 6, 'target_embedding');
      assert.ok(!names.includes('source_embedding.weight'));
      assert.equal(moved('target_embedding', 'abcxyz').most, 0);
      const second = { ...transformer, pretrained, pretrainedTarget: { file: 'target.txt' } };
      await assert.rejects(trained(lab, second, { sharedVocabulary: true }), /Leave out "pretrainedTarget"/);
    }));
});
