// Masked language models through the engine's calls: trained, stopped and resumed to the last bit, judged, asked to fill in blanks, and
// what is refused.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { BlanksAnswer } from '../../../src/protocol/answer';
import type { Lab } from './support/lab';
import { reportFigure } from './support/reportFigure';
import { assertResumesAlike, inTextLab, SEED, textOf, train } from './support/textLab';

const MODELS = {
  transformer: { type: 'transformer', width: 16, heads: 2, feedForward: 24, layers: 1, dropout: 0.1 },
  gru: { type: 'gru', embedding: 12, hidden: 12, dropout: 0.2 },
};

const experimentOf = (model: object, training: object = {}, more: object = {}) => ({
  ...{ name: 'masked', task: 'masked-language-model', data: { train: 'text.txt', validation: 0.1, test: 0.1 } },
  tokenizer: { type: 'word', minFrequency: 1 },
  model,
  training: {
    ...{ epochs: 4, batchSize: 16, maxLength: 8, checkpointEverySteps: 1 },
    optimizer: { type: 'adam', learningRate: 0.01 },
    ...training,
  },
  ...{ seed: SEED, runtime: { threads: 1 } },
  ...more,
});

async function fill(lab: Lab, folder: string, text: string, choices?: number): Promise<BlanksAnswer> {
  const { answers } = await lab.client.call('ask', { folder, texts: [text], choices });
  assert.equal(answers[0].kind, 'blanks');
  return answers[0];
}

/** As an experiment has it, with a tokenizer that is no whole model's. */
const anyTokenizer = (more: object) => ({
  ...{ version: '1.0', truncation: null, padding: null, normalizer: null, post_processor: null, decoder: null },
  pre_tokenizer: { type: 'Whitespace' },
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, the: 1, cat: 2, sat: 3, on: 4, a: 5, mat: 6 }, unk_token: '[UNK]' },
  ...more,
});

describe('the task masked-language-model', () => {
  for (const [name, model] of Object.entries(MODELS))
    it(`is trained, and goes on from any step bit for bit: ${name}`, () =>
      inTextLab(async (lab) => {
        const experiment = experimentOf(model, { accumulate: 2, joinLines: name === 'gru' });
        const unbroken = await train(lab, experiment);
        assert.equal(unbroken.record.status, 'completed', unbroken.record.failure?.message);
        await assertResumesAlike(lab, experiment, unbroken, name === 'gru' ? 'middle' : 'end');
      }));

  it('is drawn over a text with a blank: each place has what the model fills in there', () =>
    inTextLab(async (lab) => {
      for (const model of Object.values(MODELS)) {
        const { folder } = await train(lab, experimentOf(model, { epochs: 1 }));
        const text = 'the cat ___ on a mat';
        const { tensors, values, labels, layers, wiring } = await lab.client.call('trace', { model: { folder }, text });
        const last = tensors.findIndex(({ name }) => name === 'logProbabilities');
        const [time, , classes] = tensors[last].axes.map(({ length }) => length);
        assert.deepEqual([time, wiring, labels.time[2]], [8, 'many-to-many', '<mask>']);
        assert.ok(layers[tensors[last].layer].parameters.some(({ name }) => name === 'masked.transform.weight'));
        const row = values[last].subarray(2 * classes, 3 * classes);
        const [best] = (await fill(lab, folder, text, 1)).blanks[0].choices;
        assert.ok(Math.abs(Math.exp(row[labels.class.indexOf(best.token)]) - best.probability) < 1e-6);
        const { step } = await lab.client.call('lookInside', { folder, batch: 0 });
        assert.ok(step > 0);
        const typed = await lab.client.call('lookInside', { folder, batch: { text: 'the cat sat', answer: '' } });
        assert.ok(typed.steps?.every(({ norms }) => norms.length === 3));
      }
    }));

  it('learns what stands beside a blank, and says how sure it is', () =>
    inTextLab(async (lab) => {
      lab.write('text.txt', textOf(1200));
      const { folder, record } = await train(lab, experimentOf(MODELS.gru, { epochs: 8 }));
      assert.ok(record.metrics['test.accuracy'] > 0.5, `${record.metrics['test.accuracy']} of seed ${SEED}`);
      const { blanks, output, tokens } = await fill(lab, folder, 'The cat ___ on a  [MASK] and', 3);
      assert.equal(output, 'The cat sat on a  mat and');
      assert.deepEqual(tokens, ['the', 'cat', '<mask>', 'on', 'a', '<mask>', 'and']);
      for (const { choices } of blanks) {
        assert.equal(choices.length, 3);
        assert.ok(choices[0].probability > 0.5);
        assert.ok(choices.every(({ probability }, i) => i === 0 || probability <= choices[i - 1].probability));
      }
      assert.deepEqual(blanks.map(({ start, end }) => [start, end]), [[8, 11], [18, 24]]); // prettier-ignore
      const all = await fill(lab, folder, 'the ___', 1000);
      assert.ok(all.blanks[0].choices.every(({ token }) => !token.startsWith('<')));
      const total = all.blanks[0].choices.reduce((sum, { probability }) => sum + probability, 0);
      assert.ok(total > 0.95 && total < 1.0001);
    }));

  it('is judged as at its end, beside simple models, with the pseudo-perplexity of tokens masked alone', () =>
    inTextLab(async (lab) => {
      const { folder, record } = await train(lab, experimentOf(MODELS.transformer, { epochs: 2 }));
      const { metrics } = record;
      assert.ok(Math.abs(Math.exp(metrics['test.loss']) - metrics['test.perplexity']) < 1e-9);
      assert.ok(metrics['test.pseudoPerplexity'] > 1);
      const report = JSON.stringify(await lab.client.call('report', { folder }));
      for (const part of ['The most frequent token', 'Kneser-Ney', 'Masked tokens', '___'])
        assert.ok(report.includes(part));
      lab.write('same.txt', textOf(120).split('\n').slice(108).join('\n'));
      const same = await lab.client.call('judge', { folder, data: 'same.txt', baseFolder: lab.folder });
      for (const metric of ['loss', 'accuracy', 'pseudoPerplexity'] as const)
        assert.ok(Math.abs(reportFigure(same, metric) - metrics[`test.${metric}`]) < 1e-6, metric);
      const { maps, source } = await lab.client.call('attend', { folder, source: 'the cat ___' });
      assert.deepEqual(source.tokens, ['the', 'cat', '<mask>']);
      assert.deepEqual(maps.map(({ kind, rows, columns }) => [kind, rows, columns]), [['encoder', 3, 3], ['encoder', 3, 3]]); // prettier-ignore
    }));

  it('learns to tell replaced tokens, goes on from any step, and gives its encoder to a classifier', () =>
    inTextLab(async (lab) => {
      const detecting = experimentOf(
        { ...MODELS.transformer, heads: 4 },
        { epochs: 1, monitor: 'detectionF1' },
        { replacedTokens: { weight: 10, generator: 0.5 } },
      );
      const unbroken = await train(lab, detecting);
      const { folder, record } = unbroken;
      assert.equal(record.status, 'completed', record.failure?.message);
      await assertResumesAlike(lab, detecting, unbroken, 'middle');
      const of = (metric: string): number => record.metrics[`test.${metric}`];
      assert.ok(of('detectionAccuracy') > 0.5 && of('detectionAccuracy') <= 1);
      assert.ok(Math.abs(Math.exp(of('generatorLoss')) - of('perplexity')) < 1e-9);
      assert.ok(of('loss') > of('generatorLoss'));
      const report = JSON.stringify(await lab.client.call('report', { folder }));
      for (const part of ['Replaced tokens', 'No token is replaced', 'Every token is replaced'])
        assert.ok(report.includes(part), part);
      lab.write('same.txt', textOf(120).split('\n').slice(108).join('\n'));
      const same = await lab.client.call('judge', { folder, data: 'same.txt', baseFolder: lab.folder });
      for (const metric of ['loss', 'detectionAccuracy', 'detectionF1', 'pseudoPerplexity'] as const)
        assert.ok(Math.abs(reportFigure(same, metric) - of(metric)) < 1e-6, metric);
      assert.equal((await fill(lab, folder, 'the cat ___')).blanks.length, 1);
      const { maps } = await lab.client.call('attend', { folder, source: 'the cat' });
      assert.equal(maps.length, 4, 'the heads of the discriminator');

      lab.write('labels.csv', 'text,label\nthe cat sat,a\na dog ran,b\nthe cat ran,a\na dog sat,b\n');
      const { notices = [] } = (
        await train(lab, {
          ...{ name: 'tuned', task: 'classification', data: { train: 'labels.csv', text: 'text', label: 'label' } },
          ...{ model: { type: 'transformer', from: record.id }, training: { epochs: 1 }, runtime: { threads: 1 } },
        })
      ).record;
      assert.ok(notices.some((notice) => /^Taken over from .*: embedding, layers\.0, norm\.$/.test(notice)), notices.join('\n')); // prettier-ignore
      assert.ok(
        notices.some((notice) => /^Left over .*detector.*generator\.layers\.0/.test(notice)),
        notices.join('\n'),
      );
    }));

  const levels: [string, object][] = [
    ['character', { type: 'character', minFrequency: 1 }],
    ['byte-bpe', { type: 'byte-bpe', vocabularySize: 280 }],
    ['wordpiece', { type: 'wordpiece', vocabularySize: 40 }],
    ['unigram', { type: 'unigram', vocabularySize: 40 }],
  ];
  for (const [name, tokenizer] of levels)
    it(`reads a blank as one token, whatever stands around it: ${name}`, () =>
      inTextLab(async (lab) => {
        const { folder } = await train(lab, experimentOf(MODELS.gru, { epochs: 1, maxLength: 40 }, { tokenizer }));
        const { tokens, blanks } = await fill(lab, folder, 'the ___ sat');
        assert.equal(tokens.filter((token) => token === '<mask>').length, 1, tokens.join(' '));
        assert.equal(blanks.length, 1);
        const spaces = tokens.filter((token) => /^[ Ġ▁]$/.test(token)).length;
        assert.equal(spaces, name === 'character' ? 2 : 0, tokens.join('|'));
      }));

  it('takes the mask of a file, or adds one to its copy and says so', () =>
    inTextLab(async (lab) => {
      const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
      const special = [{ id: 7, content: '[MASK]', ...flags }];
      for (const [added, name, said] of [
        [special, '[MASK]', 0],
        [[], '<mask>', 1],
      ] as const) {
        lab.write('tokenizer.json', JSON.stringify(anyTokenizer({ added_tokens: added })));
        const tokenizer = { type: 'file', file: 'tokenizer.json' };
        const { folder, record } = await train(lab, experimentOf(MODELS.gru, { epochs: 1 }, { tokenizer }));
        const { tokens } = await fill(lab, folder, 'the [MASK] sat');
        assert.deepEqual(tokens, ['the', name, 'sat']);
        assert.equal(record.notices?.filter((notice) => notice.includes('had no mask')).length, said);
        assert.ok(fs.readFileSync(path.join(folder, 'tokenizer.json'), 'utf8').includes(name));
      }
    }));

  it('refuses texts without a blank, and blanks where it does not read', () =>
    inTextLab(async (lab) => {
      const { folder } = await train(lab, experimentOf(MODELS.gru, { epochs: 1 }));
      const asked = (...texts: string[]) => lab.client.call('ask', { folder, texts });
      await assert.rejects(asked('the cat'), { code: 'INVALID_ARGUMENT', message: /no blank.*\[MASK\] or ___/ });
      await assert.rejects(asked('the ___', ''), { code: 'INVALID_ARGUMENT', message: /^Text 2: .*no blank/ });
      const long = 'the cat sat on a mat and slept on ___';
      await assert.rejects(asked(long), { code: 'INVALID_ARGUMENT', message: /Blank 1 is token 10 .* reads 8 tokens/ });
      const { cut } = await fill(lab, folder, 'the ___ sat on a mat and slept on the mat');
      assert.deepEqual(cut, { read: 8, of: 11, lost: 'end' });
      await assert.rejects(lab.client.call('continue', { folder, prompt: 'the', rules: {}, most: 1 } as never));
    }));

  it('refuses before there is a run what cannot be trained', () =>
    inTextLab(async (lab) => {
      lab.write('short.txt', 'the cat');
      lab.write('two.txt', 'the\ncat\n');
      const files = (train: string, validation: unknown) => ({ data: { train, validation } });
      const unknown = { tokenizer: { type: 'word', minFrequency: 100 } };
      const refused: [object, string, RegExp][] = [
        [experimentOf(MODELS.gru, {}, files('short.txt', 0.1)), 'INVALID_DATA', /validation part is empty/],
        [
          experimentOf(MODELS.gru, {}, { ...files('two.txt', 0), ...unknown }),
          'INVALID_DATA',
          /no token that can be masked/,
        ],
        [
          experimentOf(MODELS.gru, {}, { ...files('text.txt', 'short.txt'), masking: { share: 0.01 } }),
          'INVALID_DATA',
          /none was chosen/,
        ],
        [experimentOf({ type: 'bow' }), 'INVALID_EXPERIMENT', /model/],
        [experimentOf(MODELS.gru, {}, { masking: { mask: 0.8, random: 0.3 } }), 'INVALID_EXPERIMENT', /at most 1/],
        [experimentOf({ ...MODELS.transformer, heads: 3 }), 'INVALID_EXPERIMENT', /no multiple/],
      ];
      for (const [experiment, code, message] of refused)
        await assert.rejects(train(lab, experiment), (error: Error & { code?: string }) => {
          assert.equal(error.code, code, error.message);
          assert.match(error.message, message);
          return true;
        });
      assert.deepEqual(lab.runs(), []);
      const single = experimentOf(MODELS.gru, { epochs: 1 }, files('one.txt', 0));
      lab.write('one.txt', textOf(50).replaceAll('\n', ' '));
      assert.equal((await train(lab, single)).record.status, 'completed', 'a single line is cut into texts');
    }));
});
