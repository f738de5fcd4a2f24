// The shares of tokens from trained runs of every kind: their sums are what the methods promise, they are those of the tokens as they
// stand in the text, and what cannot be asked for is refused.

import assert from 'node:assert/strict';
import type { AttributionMethod, AttributionReply, AttributionRequest } from '../../../src/protocol/attribution';
import { LabError } from '../../../src/protocol/labError';
import { askLabels, askNumbers } from './support/asked';
import { inLab, smallExperiment, type Lab } from './support/lab';

const ask = (lab: Lab, request: AttributionRequest): Promise<AttributionReply> => lab.client.call('attribute', request);

const sumOf = ({ tokens }: AttributionReply): number => tokens.reduce((sum, { share }) => sum + share, 0);

const near = (found: number, expected: number, within: number, what: string): void =>
  assert.ok(Math.abs(found - expected) < within, `${what}: ${found} for ${expected}`);

const refused = (work: Promise<unknown>, message: RegExp) =>
  assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT', String(error));
    assert.match(error.message, message);
    return true;
  });

/** ln p(label) less the mean of the others'. */
function against(probabilities: Record<string, number>, label: string): number {
  const others = Object.keys(probabilities).filter((name) => name !== label);
  return (
    Math.log(probabilities[label]) -
    others.reduce((sum, name) => sum + Math.log(probabilities[name]), 0) / others.length
  );
}

async function trained(lab: Lab, model: object, more: object = {}): Promise<string> {
  const training = { epochs: 2, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } };
  const experiment = smallExperiment({ data: { train: 'train.tsv', validation: 0.2 }, model, training, ...more });
  return (await lab.client.call('train', lab.request(experiment))).folder;
}

const NEURAL = [
  [{ type: 'bow', embedding: 8, dropout: 0 }, 'after', []],
  [{ type: 'cnn', embedding: 8, filters: 4, windows: [1, 2] }, 'before', []],
  [{ type: 'lstm', embedding: 8, hidden: 6, pooling: 'attention' }, 'before', ['attention']],
  [{ type: 'transformer', width: 8, heads: 2, feedForward: 8, layers: 2 }, 'after', ['attention']],
] as const;

const LINEAR = ['naive-bayes', 'linear-svm', 'logistic-regression', 'nb-svm'] as const;

describe('the shares of tokens', () => {
  for (const [model, padding, more] of NEURAL)
    it(`in the label of ${model.type}, padded ${padding}`, () =>
      inLab(async (lab) => {
        const training = { epochs: 2, batchSize: 16, padding, optimizer: { type: 'adam', learningRate: 0.01 } };
        const folder = await trained(lab, model, { training });
        const text = 'a Lovely  film, an awful day';
        const [answer] = await askLabels(lab, { folder, texts: [text] });
        const whole = await ask(lab, { folder, text });
        assert.deepEqual(whole.methods, ['integrated', 'gradient', 'leave-one-out', ...more]);
        assert.deepEqual([whole.method, whole.answer, whole.target], ['integrated', answer.label, answer.label]);
        assert.deepEqual(whole.tokens.map(({ token }) => token), answer.tokens); // prettier-ignore
        for (const { token, start, end } of whole.tokens)
          assert.equal(whole.texts[0].slice(start, end).toLowerCase(), token);
        near(whole.score ?? NaN, against(answer.probabilities, answer.label), 1e-4, 'score');

        const { score = NaN, baseline = NaN } = whole;
        near(sumOf(whole), score - baseline, 0.01, 'sum');
        const coarse = await ask(lab, { folder, text, steps: 2 });
        const fine = await ask(lab, { folder, text, steps: 512 });
        assert.ok((fine.completenessError ?? 1) < 0.002, String(fine.completenessError));
        assert.ok((fine.completenessError ?? 1) <= (coarse.completenessError ?? 0) + 1e-6);

        const [first, second] = Object.keys(answer.probabilities);
        const other = await ask(lab, { folder, text, target: answer.label === first ? second : first });
        near(other.score ?? NaN, -score, 1e-4, 'the other of two labels');
        near(other.tokens[1].share, -whole.tokens[1].share, 1e-4, 'its share');

        const slope = await ask(lab, { folder, text, method: 'gradient' });
        if (model.type === 'bow') slope.tokens.forEach(({ share }, i) => near(share, whole.tokens[i].share, 1e-4, 'linear')); // prettier-ignore

        const left = await ask(lab, { folder, text, method: 'leave-one-out' });
        const shorter = await askLabels(lab, { folder, texts: ['a film, an awful day'] });
        near(left.tokens[1].share, score - against(shorter[0].probabilities, answer.label), 1e-4, 'without a token');

        if (more.length === 0) return;
        const looks = await ask(lab, { folder, text, method: 'attention' });
        near(sumOf(looks), 1, 1e-4, 'attention');
        assert.equal(looks.score, undefined);
        if (answer.weights) looks.tokens.forEach(({ share }, i) => near(share, answer.weights?.[i] ?? NaN, 1e-5, 'pooling')); // prettier-ignore
      }));

  for (const type of LINEAR)
    it(`in the label of ${type} are its weights`, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, { type, ngramRange: [1, 2] }, { training: {} });
        const text = 'a lovely film';
        const [answer] = await askLabels(lab, { folder, texts: [text], explain: true });
        const found = await ask(lab, { folder, text });
        assert.deepEqual([found.method, found.methods], ['weights', ['weights', 'leave-one-out']]);
        assert.deepEqual(found.features, answer.explanation?.features);
        const all = found.features?.reduce((sum, { contribution }) => sum + contribution, 0) ?? NaN;
        near(sumOf(found), all, 1e-9, 'sum');
        const left = await ask(lab, { folder, text, method: 'leave-one-out' });
        const [without] = await askLabels(lab, { folder, texts: ['a  film'] });
        const lost = against(answer.probabilities, answer.label) - against(without.probabilities, answer.label);
        near(left.tokens[1].share, lost, 1e-4, 'without a word');
      }));

  it('in the label of fastText are those of its rows', () =>
    inLab(async (lab) => {
      const folder = await trained(
        lab,
        { type: 'fasttext', dimensions: 8, bucket: 1000, threads: 1, wordNgrams: 2 },
        { training: { epochs: 2 } },
      );
      const found = await ask(lab, { folder, text: 'a lovely film' });
      assert.deepEqual(found.methods, ['weights', 'leave-one-out']);
      assert.equal(found.tokens.length, 3);
      assert.ok(found.tokens.some(({ share }) => share !== 0));
      const left = await ask(lab, { folder, text: 'a lovely film', method: 'leave-one-out' });
      assert.ok(left.tokens.some(({ share }) => share !== 0));
    }));

  it('are of the texts that are read: both of a pair, and no more than the longest length', () =>
    inLab(async (lab) => {
      const rows = Array.from({ length: 60 }, (_, i) => `red ${i % 7} blue\tblue ${i % 5} red\t${(i % 7) - (i % 5)}`);
      lab.write('pairs.tsv', `one\ttwo\tscore\n${rows.join('\n')}\n`);
      for (const pairs of ['together', 'apart', 'cosine']) {
        const experiment = {
          ...{ name: pairs, task: 'regression', runtime: { threads: 1 } },
          data: { train: 'pairs.tsv', text: ['one', 'two'], label: 'score', validation: 0.2 },
          tokenizer: { type: 'whitespace', minFrequency: 1 },
          model: { type: 'bow', embedding: 6, dropout: 0, pooling: 'attention', pairs },
          training: { epochs: 1, batchSize: 16, maxLength: 8 },
        };
        const { folder } = await lab.client.call('train', {
          ...{ experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder },
        });
        const text = 'red 3 blue\tblue 4';
        const [{ value }] = await askNumbers(lab, { folder, texts: [text] });
        const offered = (await ask(lab, { folder, text })).methods;
        const gradients: AttributionMethod[] = ['integrated', 'gradient'];
        const expected = pairs === 'cosine' ? ['leave-one-out', ...gradients] : [...gradients, 'leave-one-out'];
        assert.deepEqual(offered, [...expected, 'attention'], pairs);
        for (const method of offered) {
          const isDoubtful = pairs === 'cosine' && gradients.includes(method);
          assert.equal((await ask(lab, { folder, text, method })).caution, isDoubtful ? 'cosine' : undefined, method);
        }
        const found = await ask(lab, { folder, text, method: 'integrated', steps: 200 });
        near(found.score ?? NaN, value, 1e-4, pairs);
        assert.equal(found.target, undefined);
        const where = found.tokens.map((token) => token.text);
        assert.deepEqual(where, pairs === 'together' ? [0, 0, 0, undefined, 1, 1] : [0, 0, 0, 1, 1], pairs);
        const missing = Math.abs(sumOf(found) - (value - (found.baseline ?? NaN)));
        near(found.completenessError ?? NaN, missing, 1e-5, pairs);
        // A cosine jumps where its vectors come to be: the way there does not lead to it, and the error says so.
        assert.equal(missing < 0.01, pairs !== 'cosine', `${pairs}: ${missing}`);
        const looks = await ask(lab, { folder, text, method: 'attention' });
        near(sumOf(looks), 1, 1e-4, `attention ${pairs}`);
        const left = await ask(lab, { folder, text, method: 'leave-one-out' });
        const [shorter] = await askNumbers(lab, { folder, texts: ['red 3 blue\t4'] });
        const at = left.tokens.findIndex((token) => token.text === 1);
        near(left.tokens[at].share, value - shorter.value, 1e-4, `without a token ${pairs}`);
        await refused(ask(lab, { folder, text, target: 'red' }), /gives numbers: it has no labels/);

        const long = await ask(lab, {
          folder,
          text: `red blue red blue red blue red blue red\tblue`,
          method: 'gradient',
        });
        assert.deepEqual(long.cut, { read: pairs === 'together' ? 6 : 8, of: 9, lost: 'end' }, pairs);
        assert.equal(long.tokens.filter((token) => token.text === 0).length, pairs === 'together' ? 6 : 8);
      }
    }));

  it('are refused where there is none: labels, tokens and methods that a run does not have', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { type: 'bow', embedding: 4 });
      await refused(
        ask(lab, { folder, text: 'a film', target: 'blue' }),
        /has no "blue"\. It has "negative", "positive"/,
      );
      await refused(ask(lab, { folder, text: 'a film', token: 1 }), /no token can be chosen/);
      for (const method of ['weights', 'attention'] satisfies AttributionMethod[])
        await refused(ask(lab, { folder, text: 'a film', method }), /cannot be explained by/);
      const empty = await ask(lab, { folder, text: '' });
      assert.deepEqual(empty.tokens.map(({ token, start, end }) => [token, start, end]), [['<unk>', 0, 0]]); // prettier-ignore
      assert.equal((await ask(lab, { folder, text: '', method: 'leave-one-out' })).tokens[0].share, 0);
    }));
});
