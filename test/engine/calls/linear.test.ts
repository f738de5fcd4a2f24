// Classical models through the engine's calls: runs like any other, explained, and what refuses them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import { askLabels, figureOf } from './support/asked';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const TYPES = ['naive-bayes', 'linear-svm', 'logistic-regression', 'nb-svm'] as const;

const linear = (model: object, more: object = {}) =>
  smallExperiment({ data: { train: 'train.tsv', validation: 0.1, test: 0.1 }, model, ...more });

const train = (lab: Lab, model: object, more: object = {}) =>
  lab.client.call('train', lab.request(linear(model, more)));

describe('classical models', () => {
  for (const type of TYPES)
    it(`${type} trains, evaluates, predicts and explains`, () =>
      inLab(async (lab) => {
        const heard: string[] = [];
        const { folder, record } = await lab.client.call('train', lab.request(linear({ type })), {
          onProgress: (told) =>
            told.kind === 'metric' && heard.push(told.line.kind === 'event' ? told.line.event : told.line.kind),
        });
        assert.deepEqual(heard, ['started', 'epoch', 'completed']);
        assert.equal(record.status, 'completed');
        assert.deepEqual([record.modelType, record.epoch, record.epochs, record.device], [type, 1, 1, 'cpu']);
        assert.ok(record.metrics['test.accuracy'] > 0.6, JSON.stringify(record.metrics));
        assert.equal(record.best?.monitor, 'validation.accuracy');

        const report = await lab.client.call('judge', { folder, data: 'train.tsv', baseFolder: lab.folder });
        assert.equal(report.count, 120);
        const rows = fs.readFileSync(lab.file('train.tsv'), 'utf8').trim().split('\n').slice(1);
        const pairs = rows.map((row) => row.split('\t'));
        const texts = pairs.map(([text]) => text);
        const answers = await askLabels(lab, { folder, texts, explain: true });
        const right = answers.filter(({ label }, i) => label === pairs[i][1]).length;
        assert.equal(right / pairs.length, figureOf(report, 'accuracy').value);
        for (const { explanation, label, probabilities, uncalibrated } of answers) {
          assert.equal(probabilities[label], Math.max(...Object.values(probabilities)));
          assert.equal(uncalibrated ?? false, type.endsWith('svm'));
          for (const { feature, offsets, contribution, value, weight } of explanation?.features ?? assert.fail()) {
            assert.equal(contribution, value * weight);
            for (const [start, end] of offsets)
              assert.equal(explanation?.text.slice(start, end).toLowerCase().replace(/\s+/g, ' '), feature);
          }
        }
        const { classes, text } = await lab.client.call('explain', { folder, text: texts[0] });
        assert.deepEqual(classes.map(({ label }) => label), record.labels); // prettier-ignore
        assert.equal(text?.label, answers[0].label);
        assert.deepEqual(text?.features, answers[0].explanation?.features);
        for (const { features } of classes)
          features.forEach(({ weight }, i) => assert.ok(weight > 0 && (i === 0 || weight <= features[i - 1].weight)));
      }));

  it('the same experiment gives the same bytes, from the training part alone', () =>
    inLab(async (lab) => {
      const runs = [await train(lab, { type: 'nb-svm' }), await train(lab, { type: 'nb-svm' })];
      const [one, other] = runs.map(({ folder }) =>
        fs.readFileSync(path.join(folder, 'checkpoints', 'best', 'model.safetensors')),
      );
      assert.ok(one.equals(other));
      const { features } = JSON.parse(fs.readFileSync(path.join(runs[0].folder, 'vectorizer.json'), 'utf8')) as {
        features: string[];
      };
      assert.deepEqual(features, [...features].sort());
      lab.write('test.tsv', 'text\tlabel\nunheard words\tgood\n');
      const data = { train: 'train.tsv', validation: 0.1, test: 'train.tsv' };
      const { folder } = await train(lab, { type: 'naive-bayes' }, { data });
      assert.doesNotMatch(fs.readFileSync(path.join(folder, 'vectorizer.json'), 'utf8'), /unheard/);
    }));

  it('a token pattern takes the place of the tokenizer', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab, { type: 'naive-bayes', tokenPattern: '(?u)\\b\\w\\w+\\b', ngramRange: [1, 2] }); // prettier-ignore
      const [{ tokens }] = await askLabels(lab, { folder, texts: ['A very lovely film, a b'] });
      assert.deepEqual(tokens, ['very', 'lovely', 'film']);
    }));

  it('subwords are learned first, then counted', () =>
    inLab(async (lab) => {
      const tokenizer = { type: 'bpe', vocabularySize: 120, minFrequency: 1 };
      const { folder, record } = await train(lab, { type: 'naive-bayes' }, { tokenizer });
      assert.equal(record.status, 'completed');
      const [{ tokens, explanation }] = await askLabels(lab, { folder, texts: ['lovely dull'], explain: true });
      assert.ok(tokens.length >= 2);
      assert.ok((explanation?.features.length ?? 0) > 0);
    }));

  for (const type of TYPES)
    it(`${type} that is stopped goes on to the same bytes`, () =>
      inLab(async (lab) => {
        const experiment = linear({ type }, { training: { checkpointEverySteps: 40 } });
        const whole = await lab.client.call('train', lab.request(experiment));
        const stop = new AbortController();
        let { record, folder } = await lab.client.call('train', lab.request(experiment), {
          signal: stop.signal,
          onProgress: ({ kind }) => kind === 'start' && stop.abort(),
        });
        if (record.status === 'stopped') {
          await assert.rejects(
            lab.client.call('ask', { folder, texts: ['a'] }),
            (error: unknown) => error instanceof LabError && error.code === 'NOT_FOUND' && /Resume/.test(error.message),
          );
          ({ record, folder } = await lab.client.call('train', { experimentText: '', baseFolder: '', runsFolder: lab.runsFolder, resume: folder })); // prettier-ignore
        }
        assert.equal(record.status, 'completed', record.failure?.message);
        for (const name of ['best', 'last'] as const)
          assert.equal(checkpointBytes(folder, name, 'model.safetensors'), checkpointBytes(whole.folder, name, 'model.safetensors')); // prettier-ignore
        assert.deepEqual(record.metrics, whole.record.metrics);
      }));

  const refused: [string, object, object, LabErrorCode, RegExp, string][] = [
    ['no feature in enough texts', { type: 'naive-bayes', minDf: 5000 }, {}, 'INVALID_EXPERIMENT', /model\.minDf/, 'model.minDf'],
    ['no text with a word', { type: 'nb-svm', tokenPattern: '#+' }, {}, 'INVALID_EXPERIMENT', /has a word/, 'model.tokenPattern'],
    ['a pattern that is none', { type: 'nb-svm', tokenPattern: '(' }, {}, 'INVALID_EXPERIMENT', /cannot be used/, 'model.tokenPattern'],
    ['n-grams longer than all texts', { type: 'nb-svm', ngramRange: [20, 20] }, {}, 'INVALID_EXPERIMENT', /20 words/, 'model.ngramRange'],
    ['n-grams the wrong way round', { type: 'nb-svm', ngramRange: [3, 1] }, {}, 'INVALID_EXPERIMENT', /ngramRange/, 'model.ngramRange'],
    ['one label', { type: 'naive-bayes' }, { data: { train: 'one.tsv' } }, 'INVALID_DATA', /two labels/, 'data.train'],
    ['empty texts', { type: 'naive-bayes' }, { data: { train: 'empty.tsv' } }, 'INVALID_DATA', /empty/, 'data.train'],
    ['an option of another model', { type: 'naive-bayes', C: 1 }, {}, 'INVALID_EXPERIMENT', /"C"/, 'model.C'],
  ]; // prettier-ignore
  for (const [name, model, more, code, message, key] of refused)
    it(`refuses ${name}, naming ${key}`, () =>
      inLab(async (lab) => {
        lab.write('one.tsv', 'text\tlabel\na film\tgood\nanother\tgood\n');
        lab.write('empty.tsv', 'text\tlabel\n \tgood\n\tbad\n');
        await assert.rejects(train(lab, model, more), (error) => {
          assert.ok(error instanceof LabError, String(error));
          assert.equal(error.code, code, error.message);
          assert.match(error.message, message);
          assert.equal(error.place?.key?.join('.'), key);
          return true;
        });
        assert.deepEqual(lab.runs(), []);
      }));

  it('a damaged vectorizer or one of another model is refused as such', () =>
    inLab(async (lab) => {
      const { folder } = await train(lab, { type: 'naive-bayes' });
      const file = path.join(folder, 'vectorizer.json');
      const sound = JSON.parse(fs.readFileSync(file, 'utf8')) as { features: string[] };
      for (const content of [
        '',
        '{}',
        '{"format":2,"features":["a"]}',
        '{"format":1,"features":["a","a"]}',
        JSON.stringify({ format: 1, features: sound.features.slice(1) }),
      ]) {
        // prettier-ignore
        fs.writeFileSync(file, content);
        await assert.rejects(
          lab.client.call('ask', { folder, texts: ['a'] }),
          (error) => error instanceof LabError && error.code === 'INVALID_FILE',
          content,
        );
      }
    }));

  it('a neural run cannot be explained, and says so', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', lab.request(smallExperiment(), { overrides: ['training.epochs=1'] })); // prettier-ignore
      await assert.rejects(lab.client.call('explain', { folder }), /no weights for single words/);
    }));
});
