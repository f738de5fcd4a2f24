// Pairs of texts for masked language models: which texts stand behind each other, which others are drawn, and that a model learns them
// beside its masks, goes on from any step, and hands its vectors of segments to a classifier of pairs.

import assert from 'node:assert/strict';
import type { TokenPart } from '../../../src/engine/store/tokenStore';
import { followed, requirePairs, sentencePairs } from '../../../src/engine/tasks/maskedLanguageModel/sentencePairs';
import { textPieces } from '../../../src/engine/tasks/maskedLanguageModel/textPieces';
import { reportFigure } from './support/reportFigure';
import { assertResumesAlike, inTextLab, SEED, train } from './support/textLab';

const END = 3;

const partOf = (ids: number[]): TokenPart =>
  ({
    length: ids.length,
    read: (from: number, into: Int32Array) => into.set(ids.slice(from, from + into.length)),
  }) as TokenPart;

/** Four texts of two documents. */
const IDS = [10, 11, END, 12, END, 13, 14, 15, END, END, 16, END, 17, END];

const pieces = textPieces(partOf(IDS), { end: END, longest: 8, joinLines: false });
const draw = (objective: 'next' | 'order', pass: number) => {
  const drawn = sentencePairs(pieces, followed(pieces), { objective, end: END, seed: SEED, stream: 'pairs', pass });
  return Array.from({ length: drawn.lengths.length }, (_, pair) => {
    const read = drawn.read(pair);
    assert.equal(read.ids.length, drawn.lengths[pair]);
    assert.equal(read.ids[read.second - 1], END);
    return { ...read, text: drawn.text(pair) };
  });
};

describe('pairs of texts', () => {
  it('are those with no empty line between them', () => {
    assert.deepEqual([...followed(pieces)], [0, 1, 3]);
    assert.throws(
      () => requirePairs(Int32Array.of(), pieces, 'test'),
      (error: Error & { place?: { key?: unknown } }) => {
        assert.match(error.message, /needs at least three lines or rows/);
        assert.deepEqual(error.place?.key, ['data', 'test']);
        return true;
      },
    );
  });

  for (const objective of ['next', 'order'] as const)
    it(`are drawn anew in each pass, and alike for the same: ${objective}`, () => {
      const seen = new Set<string>();
      let [all, follow] = [0, 0];
      for (let pass = 0; pass < 100; pass++)
        for (const { ids, second, follows, text } of draw(objective, pass)) {
          const [first, last] = [[...ids.subarray(0, second - 1)], [...ids.subarray(second)]];
          const [own, next] = [[...pieces.read(text)], [...pieces.read(text + 1)]];
          const isNext = first.join() === own.join() && last.join() === next.join();
          assert.equal(isNext, follows);
          if (!follows && objective === 'order') assert.deepEqual([first, last], [next, own]);
          else assert.deepEqual(first, own);
          if (!follows) seen.add(last.join());
          [all, follow] = [all + 1, follow + Number(follows)];
        }
      assert.ok(Math.abs(follow / all - 0.5) < 0.1, `${follow} of ${all} with seed ${SEED}`);
      assert.equal(seen.size, objective === 'next' ? pieces.lengths.length : 3, [...seen].join(' | '));
      assert.deepEqual(draw(objective, 7), draw(objective, 7));
    });
});

const OPENINGS = ['the cat sat', 'a cat slept', 'the mat lay'];
const ENDINGS = ['and then it ran', 'but soon it left'];

/** Documents of two lines; only the second begins with another word. */
const documents = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${OPENINGS[i % 3]}\n${ENDINGS[i % 2]}\n`).join('\n');

const experimentOf = (sentencePairs: object, training: object = {}) => ({
  ...{ name: 'pairs', task: 'masked-language-model', data: { train: 'text.txt', validation: 0.2, test: 0.2 } },
  tokenizer: { type: 'word', minFrequency: 1 },
  model: { type: 'transformer', width: 16, heads: 2, feedForward: 24, layers: 1, dropout: 0.1 },
  training: {
    ...{ epochs: 2, batchSize: 8, maxLength: 9, checkpointEverySteps: 1, monitor: 'pairAccuracy' },
    optimizer: { type: 'adam', learningRate: 0.01 },
    ...training,
  },
  ...{ sentencePairs, seed: SEED, runtime: { threads: 1 }, evaluation: { pseudoPerplexity: 0 } },
});

describe('a masked language model that reads pairs', () => {
  it('goes on from any step, is judged alike later, fills in blanks, and hands on what tells the texts apart', () =>
    inTextLab(async (lab) => {
      lab.write('text.txt', documents(40));
      const experiment = experimentOf({});
      const unbroken = await train(lab, experiment);
      const { folder, record } = unbroken;
      assert.equal(record.status, 'completed', record.failure?.message);
      await assertResumesAlike(lab, experiment, unbroken, 'middle');
      const report = JSON.stringify(await lab.client.call('report', { folder }));
      for (const part of ['Pairs of texts', 'Always the more frequent answer']) assert.ok(report.includes(part), part);
      lab.write('same.txt', documents(40).split('\n').slice(96).join('\n'));
      const same = await lab.client.call('judge', { folder, data: 'same.txt', baseFolder: lab.folder });
      for (const metric of ['loss', 'perplexity', 'pairAccuracy'] as const)
        assert.ok(Math.abs(reportFigure(same, metric) - record.metrics[`test.${metric}`]) < 1e-6, metric);
      assert.ok(record.metrics['test.loss'] > Math.log(record.metrics['test.perplexity']));
      const { answers } = await lab.client.call('ask', { folder, texts: ['the cat ___'] });
      assert.equal(answers[0].kind, 'blanks');

      lab.write('pairs.csv', 'a,b,label\nthe cat,it ran,x\na mat,it left,y\nthe mat,it ran,x\na cat,it left,y\n');
      const data = { train: 'pairs.csv', text: ['a', 'b'], label: 'label' };
      const model = { type: 'transformer', from: record.id };
      const around = { task: 'classification', training: { epochs: 1 }, runtime: { threads: 1 } };
      const { notices = [] } = (await train(lab, { ...around, name: 'tuned', data, model })).record;
      const taken = notices.find((notice) => notice.startsWith('Taken over'));
      assert.match(taken ?? '', /segments/, notices.join('\n'));
    }));

  it('learns in which order two texts stand', () =>
    inTextLab(async (lab) => {
      lab.write('text.txt', documents(90));
      const { record } = await train(lab, experimentOf({ objective: 'order' }, { epochs: 8 }));
      assert.ok(record.metrics['test.pairAccuracy'] > 0.95, `${record.metrics['test.pairAccuracy']} of seed ${SEED}`);
    }));

  it('refuses what has no pairs, and what goes with none', () =>
    inTextLab(async (lab) => {
      lab.write('text.txt', 'the cat sat\n\non a mat\n\nand slept\n');
      const refused: [object, RegExp][] = [
        [{ ...experimentOf({}), data: { train: 'text.txt', validation: 0 } }, /needs at least three lines/],
        [{ ...experimentOf({}), replacedTokens: {} }, /"sentencePairs" is learned beside masked tokens/],
        [experimentOf({}, { maxLength: 2 }), /do not fit in 2 tokens/],
        [{ ...experimentOf({}), sentencePairs: undefined }, /no figure "pairAccuracy"/],
      ];
      for (const [experiment, message] of refused) await assert.rejects(train(lab, experiment), message);
      assert.deepEqual(lab.runs(), []);
    }));
});
