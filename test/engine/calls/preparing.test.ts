// What comes before the first step of a training: pieces learned in it, vectors of every kind, devices, and a stop.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { TrainProgress } from '../../../src/protocol/engine';
import { LabError } from '../../../src/protocol/labError';
import { askLabels, figureOf } from './support/asked';
import { inLab, smallExperiment, type Lab } from './support/lab';

const linear = (model: object, more: object = {}) =>
  smallExperiment({ data: { train: 'train.tsv', validation: 0.1, test: 0.1 }, model, ...more });

/** What the run says of texts it is asked about must be what it said of them while it was judged. */
async function trainAndAsk(lab: Lab, model: object, more: object): Promise<{ folder: string; tokens: string[] }> {
  const { folder, record } = await lab.client.call('train', lab.request(linear(model, more)));
  assert.equal(record.status, 'completed', record.failure?.message);
  assert.ok(record.metrics['validation.accuracy'] > 0.6, JSON.stringify(record.metrics));
  const rows = fs.readFileSync(lab.file('train.tsv'), 'utf8').trim().split('\n').slice(1);
  const report = await lab.client.call('judge', { folder, data: 'train.tsv', baseFolder: lab.folder });
  const texts = rows.map((row) => row.split('\t')[0]);
  const answers = await askLabels(lab, { folder, texts, explain: true });
  const right = answers.filter(({ label }, i) => label === rows[i].split('\t')[1]).length;
  assert.equal(right / rows.length, figureOf(report, 'accuracy').value);
  for (const { explanation } of answers) {
    assert.ok(explanation && explanation.features.length > 0);
    for (const { contribution, value, weight, offsets } of explanation.features) {
      assert.equal(contribution, value * weight);
      assert.ok(offsets.length > 0);
    }
  }
  return { folder, tokens: answers[0].tokens };
}

describe('classical models', () => {
  for (const type of ['bpe', 'byte-bpe', 'wordpiece', 'unigram'])
    it(`learn the pieces of ${type} within the run`, () =>
      inLab(async (lab) => {
        const tokenizer = { type, vocabularySize: 300, minFrequency: 1 };
        const { folder } = await trainAndAsk(lab, { type: 'naive-bayes' }, { tokenizer });
        const { model } = JSON.parse(fs.readFileSync(path.join(folder, 'tokenizer.json'), 'utf8')) as {
          model: { type: string };
        };
        assert.equal(model.type, { bpe: 'BPE', 'byte-bpe': 'BPE', wordpiece: 'WordPiece', unigram: 'Unigram' }[type]);
      }));

  for (const weighting of ['one-hot', 'keras-binary', 'keras-count', 'keras-freq', 'keras-tfidf'])
    it(`learn from vectors of the kind ${weighting}`, () =>
      inLab(async (lab) => {
        const tokenizer = { type: 'word', compatibility: 'keras', numWords: 60, oovToken: '<unk>' };
        const { folder } = await trainAndAsk(lab, { type: 'logistic-regression', weighting }, { tokenizer });
        const { features } = JSON.parse(fs.readFileSync(path.join(folder, 'vectorizer.json'), 'utf8')) as {
          features: string[];
        };
        if (weighting === 'one-hot') return assert.ok(features.every((feature) => /^\d+:./u.test(feature)));
        assert.equal(features[1], '<unk>');
        assert.ok(features.length <= 60);
      }));

  it('take the path of a tokenizer.json alone', () =>
    inLab(async (lab) => {
      const options = { type: 'bpe', lowercase: true, vocabularySize: 200, minFrequency: 1 } as const;
      const output = lab.file('pieces.json');
      await lab.client.call('trainTokenizer', { files: [lab.file('train.tsv')], options, output });
      await trainAndAsk(lab, { type: 'linear-svm' }, { tokenizer: 'pieces.json' });
    }));
});

describe('a device that is not there', () => {
  for (const named of ['experiment', 'setting'])
    it(`refuses the run before it has a folder, named by the ${named}`, () =>
      inLab(async (lab) => {
        const experiment = smallExperiment(named === 'experiment' ? { runtime: { device: 'cuda' } } : { runtime: {} });
        const request = lab.request(experiment, named === 'setting' ? { defaults: { device: 'cuda' } } : {});
        const { record } = await lab.client.call('train', request).then(
          (reply) => reply, // a machine that has one
          (error: unknown) => {
            assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT', String(error));
            assert.match(error.message, /runtime\.device.*nlpLab\.device/);
            assert.deepEqual(lab.runs(), []);
            return { record: { device: 'cuda' } };
          },
        );
        assert.equal(record.device, 'cuda');
      }));

  it('does not matter where the experiment names another, nor to classical models', () =>
    inLab(async (lab) => {
      const defaults = { device: 'cuda' as const };
      const named = lab.request(smallExperiment({ runtime: { device: 'cpu' } }), { defaults });
      const { record, folder } = await lab.client.call('train', named);
      assert.equal(record.device, 'cpu');
      assert.match(fs.readFileSync(path.join(folder, 'experiment.json'), 'utf8'), /"device": "cpu"/);
      const classical = lab.request(linear({ type: 'naive-bayes' }), { defaults });
      assert.equal((await lab.client.call('train', classical)).record.device, 'cpu');
    }));
});

describe('a stop while a tokenizer is learned in a training', () => {
  /** Words that differ, so that learning takes long. */
  function corpus(lab: Lab): void {
    let random = 1;
    const word = (): string => {
      let letters = '';
      for (let i = 0; i < 9; i++) letters += String.fromCharCode(97 + ((random = (random * 1103515245 + 12345) % 2147483648) >> 16) % 26); // prettier-ignore
      return letters;
    };
    const rows = Array.from({ length: 8_000 }, (_, i) => `${Array.from({ length: 12 }, word).join(' ')}\t${i % 2 ? 'good' : 'bad'}`); // prettier-ignore
    lab.write('long.tsv', `text\tlabel\n${rows.join('\n')}\n`);
  }

  for (const [name, model] of Object.entries({ neural: undefined, classical: { type: 'naive-bayes' } }))
    it(`is heard, and leaves no run: ${name}`, () =>
      inLab(async (lab) => {
        corpus(lab);
        const experiment = smallExperiment({
          ...{ data: { train: 'long.tsv', validation: 0.1 }, ...(model && { model }) },
          tokenizer: { type: 'unigram', vocabularySize: 8_000 },
        });
        const stopping = new AbortController();
        const fractions: number[] = [];
        const onProgress = (told: TrainProgress): void => {
          if (told.kind !== 'phase' || told.phase !== 'Learning the tokenizer' || told.fraction === undefined) return;
          fractions.push(told.fraction);
          if (told.fraction > 0.5) stopping.abort(); // words are counted, pieces are being learned
        };
        await assert.rejects(
          lab.client.call('train', lab.request(experiment), { signal: stopping.signal, onProgress }),
          (error: unknown) => error instanceof LabError && error.code === 'CANCELLED',
        );
        assert.deepEqual(lab.runs(), []);
        assert.ok(fractions.length > 0);
        assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b)); // prettier-ignore
      }));
});
