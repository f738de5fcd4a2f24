// fastText's classifier through the engine's calls: a run like any other, its file like the program's, and what refuses it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import type { MetricLine } from '../../../src/protocol/run';
import { askLabels, figureOf } from './support/asked';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const small = { type: 'fasttext', dimensions: 6, wordNgrams: 2, bucket: 5000, threads: 1, learningRate: 1 };
const experiment = (model: object = {}, more: object = {}) =>
  smallExperiment({
    ...{ data: { train: 'train.tsv', validation: 0.1, test: 0.1 }, training: { epochs: 6, checkpointEverySteps: 1 } },
    ...{ runtime: {}, model: { ...small, ...model }, ...more },
  });
const train = (lab: Lab, model: object = {}, more: object = {}) =>
  lab.client.call('train', lab.request(experiment(model, more)));

function textsOf(lab: Lab): [string, string][] {
  const rows = fs.readFileSync(lab.file('train.tsv'), 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => row.split('\t') as [string, string]);
}

describe("fastText's classifier", () => {
  for (const loss of ['softmax', 'hierarchical-softmax', 'negative-sampling', 'one-vs-all'])
    it(`trains, evaluates, predicts and explains with ${loss}`, () =>
      inLab(async (lab) => {
        const lines: MetricLine[] = [];
        const { folder, record } = await lab.client.call(
          'train',
          lab.request(experiment({ loss, minn: 2, maxn: 3, learningRate: 3 }, { training: { epochs: 20 } })),
          {
            onProgress: (told) => told.kind === 'metric' && lines.push(told.line),
          },
        );
        assert.equal(record.status, 'completed', record.failure?.message);
        assert.deepEqual(
          [record.modelType, record.epoch, record.abilities],
          ['fasttext', 20, ['label', 'explain', 'embed']],
        );
        const epochs = lines.flatMap((line) => (line.kind === 'epoch' ? [line.metrics] : []));
        assert.equal(epochs.length, 20);
        assert.ok(epochs[19].loss < epochs[0].loss && epochs[19]['validation.accuracy'] >= 0.5);
        assert.ok(record.metrics['test.accuracy'] > 0.8, JSON.stringify(record.metrics));
        assert.equal(record.best?.monitor, 'validation.accuracy');

        const report = await lab.client.call('judge', { folder, data: 'train.tsv', baseFolder: lab.folder });
        const pairs = textsOf(lab);
        const texts = pairs.map(([text]) => text);
        const answers = await askLabels(lab, { folder, texts, explain: true });
        const right = answers.filter(({ label }, i) => label === pairs[i][1]).length;
        assert.equal(right / pairs.length, figureOf(report, 'accuracy').value);
        for (const { explanation, probabilities, uncalibrated, label } of answers) {
          const shares = Object.values(probabilities);
          assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-5);
          assert.equal(probabilities[label], Math.max(...shares));
          assert.equal(uncalibrated ?? false, ['negative-sampling', 'one-vs-all'].includes(loss));
          const features = explanation?.features ?? assert.fail();
          const all = features.reduce((sum, { contribution }) => sum + contribution, 0);
          assert.ok(all >= -1e-6, 'what speaks for a label is more than what speaks against it');
          for (const { feature, offsets, contribution, value, weight } of features) {
            assert.equal(contribution, value * weight);
            for (const [start, end] of offsets) {
              const words = feature.replace(/^‹|›$/g, '').replace(/ <\/s>$/, '');
              assert.equal(explanation?.text.slice(start, end).toLowerCase().replace(/\s+/g, ' '), words);
            }
          }
          if (loss !== 'softmax') continue;
          const [first, second] = record.labels.map((name) => Math.log(probabilities[name]));
          assert.ok(
            Math.abs(Math.abs(first - second) - all) < 1e-3 * (1 + all),
            'shares add up to the difference of the labels',
          );
        }
        const { classes } = await lab.client.call('explain', { folder });
        assert.deepEqual(classes.map(({ label }) => label), record.labels); // prettier-ignore
        for (const { features } of classes)
          features.forEach(({ weight }, i) => assert.ok(weight > 0 && (i === 0 || weight <= features[i - 1].weight)));
      }));

  it('the same experiment gives the same bytes, another seed or order others', () =>
    inLab(async (lab) => {
      const bytes = async (model: object, more: object = {}): Promise<string> =>
        checkpointBytes((await train(lab, model, more)).folder, 'last', 'model.safetensors');
      const first = await bytes({});
      assert.equal(await bytes({}), first);
      assert.notEqual(await bytes({ shuffle: false }), first);
      assert.notEqual(await bytes({}, { seed: 2 }), first);
    }));

  it('that is stopped goes on to the same bytes', () =>
    inLab(async (lab) => {
      const whole = await train(lab);
      const stop = new AbortController();
      const { folder, record } = await lab.client.call('train', lab.request(experiment()), {
        signal: stop.signal,
        onProgress: (told) => told.kind === 'metric' && told.line.kind === 'epoch' && stop.abort(),
      });
      assert.equal(record.status, 'stopped');
      const resumed = await lab.client.call('train', { experimentText: '', baseFolder: '', runsFolder: lab.runsFolder, resume: folder }); // prettier-ignore
      assert.equal(resumed.record.status, 'completed', resumed.record.failure?.message);
      for (const name of ['best', 'last'] as const)
        assert.equal(checkpointBytes(folder, name, 'model.safetensors'), checkpointBytes(whole.folder, name, 'model.safetensors')); // prettier-ignore
      const figuresOf = ({ metrics }: typeof whole.record) => ({ ...metrics, wordsPerSecond: 0 }); // whose speed is the machine's
      assert.deepEqual(figuresOf(resumed.record), figuresOf(whole.record));
    }));

  it('that becomes infinite fails and says what to do', () =>
    inLab(async (lab) => {
      const rows = Array.from({ length: 60 }, (_, i) => `a film\t${i % 2 === 0 ? 'good' : 'bad'}`);
      lab.write('train.tsv', `text\tlabel\n${rows.join('\n')}\n`);
      const { record } = await train(lab, { learningRate: 100 }, { data: { train: 'train.tsv', validation: 0 } });
      assert.equal(record.failure?.code, 'NOT_FINITE');
      assert.match(record.failure?.message ?? '', /Lower "model\.learningRate"/);
    }));

  it('ends early where the validation part gets no better', () =>
    inLab(async (lab) => {
      const training = { epochs: 50, earlyStopping: 2 };
      const { record } = await train(lab, {}, { training });
      assert.equal(record.status, 'completed');
      assert.ok(record.epoch < 50 && record.epoch === (record.best?.epoch ?? 0) + 2, `epoch ${record.epoch}`);
    }));

  for (const loss of ['softmax', 'hierarchical-softmax'])
    it(`its file, ${loss}, says what the run says`, () =>
      inLab(async (lab) => {
        const tokenizer = { type: 'whitespace', lowercase: false };
        const { folder } = await train(lab, { loss, minn: 2, maxn: 3 }, { tokenizer });
        const output = lab.file('model.bin');
        const { bytes } = await lab.client.call('exportModel', { folder, output });
        assert.equal(fs.statSync(output).size, bytes);
        const texts = [...textsOf(lab).map(([text]) => text), 'never seen 정말로', ''];
        const ours = await askLabels(lab, { folder, texts });
        const read = await askLabels(lab, { folder: output, texts });
        const shares = (all: typeof ours) => all.map(({ label, probabilities: { positive, negative } }) => ({ label, positive, negative })); // prettier-ignore
        assert.deepEqual(shares(read), shares(ours));
        const report = await lab.client.call('judge', { folder: output, data: 'train.tsv', baseFolder: lab.folder });
        assert.equal(report.count, 120);
        await assert.rejects(
          lab.client.call('exportModel', { folder, output: lab.file('no/model.bin') }),
          /does not exist/,
        );
      }));

  it('has no file where a label is no single word to the program, and says which', () =>
    inLab(async (lab) => {
      const rows = textsOf(lab).map(([text, label]) => `${text}\t${label === 'positive' ? 'very good' : label}`);
      lab.write('train.tsv', `text\tlabel\n${rows.join('\n')}\n`);
      const { folder } = await train(lab, {});
      for (const quantize of [undefined, { cutoff: 0, norms: false, width: 2 }]) {
        const output = lab.file('model.bin');
        const exporting = lab.client.call('exportModel', { folder, output, ...(quantize && { quantize }) });
        await assert.rejects(exporting, /"very good" holds white space.*such as "very_good"/);
        assert.ok(!fs.existsSync(output));
      }
    }));

  it('other models have no such file, and say so', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab, {}, { model: { type: 'naive-bayes' } });
      await assert.rejects(lab.client.call('exportModel', { folder, output: lab.file('model.bin') }), /no file that another program reads/); // prettier-ignore
    }));

  it('learns with empty texts and a label of one example', () =>
    inLab(async (lab) => {
      const rows = [...textsOf(lab), ['', 'negative'], ['  ', 'positive'], ['once seldom', 'rare']];
      lab.write('train.tsv', `text\tlabel\n${rows.map((row) => row.join('\t')).join('\n')}\n`);
      const data = { train: 'train.tsv', validation: 0 };
      const { folder, record } = await train(lab, { loss: 'hierarchical-softmax' }, { data });
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.ok(record.notices.some((notice) => notice.includes('2 of 123 train texts have no word')), record.notices.join('\n')); // prettier-ignore
      const [rare, empty] = await askLabels(lab, { folder, texts: ['once seldom', ''] });
      assert.ok(rare.label.length > 0 && empty.score > 0);
    }));

  const refused: [string, object, object, LabErrorCode, RegExp, string][] = [
    ['a bucket of 0 with words in a row', { bucket: 0 }, {}, 'INVALID_EXPERIMENT', /"model\.bucket" is 0/, 'model.bucket'],
    ['a bucket of 0 with parts of words', { bucket: 0, wordNgrams: 1, maxn: 3 }, {}, 'INVALID_EXPERIMENT', /is 0/, 'model.bucket'],
    ['parts the wrong way round', { minn: 4, maxn: 2 }, {}, 'INVALID_EXPERIMENT', /longer than the longest/, 'model.minn'],
    ['words that are all too rare', { minCount: 5000 }, {}, 'INVALID_DATA', /No word occurs 5000 times/, 'model.minCount'],
    ['more threads than cores', { threads: 256 }, {}, 'INVALID_EXPERIMENT', /this machine has/, 'model.threads'],
    ['one label', {}, { data: { train: 'one.tsv' } }, 'INVALID_DATA', /two labels/, 'data.train'],
    ['texts without a label', {}, { data: { train: 'none.tsv' } }, 'INVALID_DATA', /is empty/, 'data.train'],
  ]; // prettier-ignore
  for (const [name, model, more, code, message, key] of refused)
    it(`refuses ${name}, naming ${key}`, () =>
      inLab(async (lab) => {
        lab.write('one.tsv', 'text\tlabel\na film\tgood\nanother\tgood\n');
        lab.write('none.tsv', 'text\tlabel\na film\tgood\nanother\t\n');
        await assert.rejects(train(lab, model, more), (error) => {
          assert.ok(error instanceof LabError, String(error));
          assert.equal(error.code, code, error.message);
          assert.match(error.message, message);
          assert.equal(error.place?.key?.join('.'), key);
          return true;
        });
        assert.deepEqual(lab.runs(), []);
      }));

  it('a bucket of 0 is enough for words alone', () =>
    inLab(async (lab) => {
      const { record } = await train(lab, { bucket: 0, wordNgrams: 1 });
      assert.equal(record.status, 'completed', record.failure?.message);
    }));

  it('a damaged dictionary or one of another model is refused as such', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab);
      const file = path.join(folder, 'dictionary.json');
      const sound = JSON.parse(fs.readFileSync(file, 'utf8')) as {
        words: string[];
        counts: number[];
        labels: string[];
      };
      const changed = (change: object): string => JSON.stringify({ ...sound, ...change });
      for (const content of [
        ...['', '{}', changed({ format: 2 }), changed({ labels: ['a', 'b'] })],
        ...[changed({ counts: [] }), changed({ words: sound.words.slice(1), counts: sound.counts.slice(1) })],
      ]) {
        fs.writeFileSync(file, content);
        await assert.rejects(
          lab.client.call('ask', { folder, texts: ['a'] }),
          (error) => error instanceof LabError && error.code === 'INVALID_FILE',
          content,
        );
      }
    }));
});
