// The shares of tokens in one token's tag, of networks and of conditional random fields: their sums, where they stand in long sentences,
// and that a token's features count with it.

import assert from 'node:assert/strict';
import type { AttributionReply, AttributionRequest } from '../../../src/protocol/attribution';
import { LabError } from '../../../src/protocol/labError';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTags } from './support/asked';
import { inLab, type Lab } from './support/lab';

const NAMES = ['Ada', 'Grace', 'Alan', 'Kurt'];
const PLACES = ['London', 'Paris', 'Seoul'];

function conll(count: number, seed: number): string {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const lines = [`${random.pick(NAMES)} B-PER`, 'lives O', 'in O', `${random.pick(PLACES)} B-LOC`, '. O'];
    return `${lines.join('\n')}\n`;
  }).join('\n');
}

async function trained(lab: Lab, model: object, training: object, tokenizer?: object): Promise<string> {
  lab.write('people.conll', conll(40, 1));
  const experimentText = JSON.stringify({
    ...{ name: 'people', task: 'tagging', data: { train: 'people.conll', validation: 0.2 } },
    ...{ model, training, tokenizer, runtime: { threads: 1 } },
  });
  const request = { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder };
  const { folder, record } = await lab.client.call('train', request);
  assert.equal(record.status, 'completed', record.failure?.message);
  return folder;
}

const NEURAL = { epochs: 3, batchSize: 8, maxLength: 8, optimizer: { type: 'adam', learningRate: 0.03 } };

const sumOf = ({ tokens }: AttributionReply): number => tokens.reduce((sum, { share }) => sum + share, 0);
const near = (found: number, expected: number, within: number, what: string): void =>
  assert.ok(Math.abs(found - expected) < within, `${what}: ${found} for ${expected}`);

describe('the shares of tokens in a tag', () => {
  const ask = (lab: Lab, request: AttributionRequest) => lab.client.call('attribute', request);
  const TEXT = 'Ada lives in London .';

  for (const [model, more] of [
    [{ type: 'gru', embedding: 8, hidden: 8, head: 'crf', capitals: 2, shape: 2, characters: { embedding: 4, hidden: 4 } }, []], // prettier-ignore
    [{ type: 'transformer', width: 8, heads: 2, feedForward: 8, layers: 2, head: 'softmax' }, ['attention']],
  ] as const)
    it(`of ${model.type} add up, of the first entity where no token is named`, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, model, NEURAL);
        const [answer] = await askTags(lab, { folder, texts: [TEXT] });
        const whole = await ask(lab, { folder, text: TEXT, steps: 256 });
        assert.deepEqual(whole.methods, ['integrated', 'gradient', 'leave-one-out', ...more]);
        assert.equal(whole.token, answer.entities.at(0)?.start ?? 0);
        assert.equal(whole.answer, answer.tags[whole.token]);
        assert.deepEqual(whole.tokens.map(({ start, end }) => [start, end]), answer.offsets); // prettier-ignore
        near(sumOf(whole), (whole.score ?? NaN) - (whole.baseline ?? NaN), 0.01, 'sum');

        const fourth = await ask(lab, { folder, text: TEXT, token: 3, target: 'B-LOC', method: 'leave-one-out' });
        assert.deepEqual([fourth.token, fourth.target, fourth.tokens.length], [3, 'B-LOC', 5]);
        assert.ok(fourth.tokens[3].share !== 0, 'the token itself has no share');

        // Eight tokens are read at once: of a long sentence those around the token have shares, as in a sentence of these alone.
        const words = 'Ada lives in London . Alan lives in Paris . Kurt lives in Seoul .'.split(' ');
        const long = await ask(lab, { folder, text: words.join(' '), token: 0, target: 'B-PER', method: 'gradient' });
        const alone = await ask(lab, { folder, text: words.slice(0, 8).join(' '), token: 0, target: 'B-PER', method: 'gradient' }); // prettier-ignore
        long.tokens.forEach(({ share }, i) => near(share, alone.tokens.at(i)?.share ?? 0, 1e-4, `token ${i}`));
        const last = await ask(lab, { folder, text: words.join(' '), token: 14, method: 'leave-one-out' });
        assert.deepEqual(last.tokens.slice(0, 6).map(({ share }) => share), [0, 0, 0, 0, 0, 0]); // prettier-ignore

        if (more.length === 0) return;
        const looks = await ask(lab, { folder, text: words.join(' '), token: 14, method: 'attention' });
        near(sumOf(looks), 1, 1e-4, 'attention');
        assert.equal(looks.tokens[0].share, 0);
        assert.ok(looks.tokens[14].share > 0.1);
      }));

  it('of words that are cut count all their pieces', () =>
    inLab(async (lab) => {
      const model = { type: 'transformer', width: 8, heads: 2, feedForward: 8, layers: 1, head: 'crf' };
      const tokenizer = { type: 'bpe', vocabularySize: 32, minFrequency: 1 };
      const folder = await trained(lab, model, { ...NEURAL, maxLength: 64 }, tokenizer);
      const whole = await ask(lab, { folder, text: TEXT, token: 3, steps: 256 });
      assert.deepEqual(
        whole.tokens.map(({ start, end }) => TEXT.slice(start, end)),
        TEXT.split(' '),
      );
      near(sumOf(whole), (whole.score ?? NaN) - (whole.baseline ?? NaN), 0.01, 'sum');
      const looks = await ask(lab, { folder, text: TEXT, token: 3, method: 'attention' });
      near(sumOf(looks), 1, 1e-4, 'attention');
      assert.ok(looks.tokens.every(({ share }) => share > 0));
    }));

  it('of a conditional random field are the weights of its features, at the tokens that they look at', () =>
    inLab(async (lab) => {
      const templates = ['w[-1]', 'w[0]', 'w[1]', 'w[-1]|w[1]', 'shape[0]'];
      const folder = await trained(lab, { type: 'crf', templates }, {});
      const found = await ask(lab, { folder, text: TEXT, token: 3 });
      assert.deepEqual(found.methods, ['weights', 'leave-one-out']);
      assert.deepEqual([found.answer, found.target], ['B-LOC', 'B-LOC']);
      const features = found.features ?? assert.fail();
      assert.ok(features.some(({ feature }) => feature === 'w[-1]=in'));
      assert.deepEqual(features.find(({ feature }) => feature === 'w[-1]|w[1]=in|.')?.offsets, [[10, 12], [20, 21]]); // prettier-ignore
      const all = features.reduce((sum, { contribution }) => sum + contribution, 0);
      near(sumOf(found), all, 1e-9, 'sum');
      assert.deepEqual(found.tokens.slice(0, 2).map(({ share }) => share), [0, 0]); // prettier-ignore

      const left = await ask(lab, { folder, text: TEXT, token: 3, method: 'leave-one-out' });
      near(left.score ?? NaN, all, 1e-9, 'the score is the sum of the weights');
      const before = features.filter(({ feature }) => feature.startsWith('w[-1]'));
      const lost = before.reduce((sum, { contribution }) => sum + contribution, 0);
      near(left.tokens[2].share, lost, 1e-9, 'without the token before');
    }));

  it('are refused of tokens and tags that are not there', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { type: 'crf' }, {});
      const refused = (more: object, message: RegExp) =>
        assert.rejects(ask(lab, { folder, text: TEXT, ...more }), (error: unknown) => {
          assert.ok(error instanceof LabError, String(error));
          assert.match(error.message, message);
          return true;
        });
      await refused({ token: 5 }, /has tokens 0 to 4: there is no token 5/);
      await refused({ target: 'B-ORG' }, /has no "B-ORG"\. It has "O", "B-LOC", "B-PER"/);
      await refused({ method: 'gradient' }, /cannot be explained by "gradient". Choose "weights" or "leave-one-out"/);
      await refused({ text: ' ' }, /no token in the text/);
    }));
});
