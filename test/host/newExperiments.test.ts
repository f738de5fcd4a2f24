// The experiments that New Experiment, and training on a file at once, write.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { parseExperiment } from '../../src/engine/tasks/parseExperiment';
import { CLASSIFIERS, classificationText } from '../../src/host/experiments/classificationText';
import { EMBEDDINGS, embeddingText } from '../../src/host/experiments/embeddingText';
import { LANGUAGE_MODELS, languageText } from '../../src/host/experiments/languageText';
import { MASKED_MODELS, maskedText } from '../../src/host/experiments/maskedText';
import { partnersOf, stemOf, validationOf } from '../../src/host/experiments/pairNames';
import { TAGGERS, taggingText } from '../../src/host/experiments/taggingText';
import { ENCODERS } from '../../src/host/experiments/encoderText';
import { knownData } from '../../src/host/experiments/knownData';
import { regressionText } from '../../src/host/experiments/regressionText';
import { SEQUENCE_MODELS, sequenceText, type ParallelFiles } from '../../src/host/experiments/sequenceText';
import { TOKENIZER_TYPES } from '../../src/protocol/tokenColumns';

const assertSound = (text: string): void => {
  const { problems, experiment } = parseExperiment(text, {});
  assert.deepEqual(problems ?? [], [], text);
  assert.ok(experiment);
};

const tokenizers = TOKENIZER_TYPES.map((type) => (type === 'file' ? { type, file: 'tokenizer.json' } : { type }));

describe('new experiments', () => {
  const data = { name: 'a "b"', dataFile: 'c\\d.tsv' };
  const table: ParallelFiles = { table: 'pairs.tsv', columns: { source: 'ko', target: 'en "x"' }, header: true };
  for (const tokenizer of tokenizers)
    it(`are sound for every model, cut by ${tokenizer.type}`, () => {
      for (const few of [true, false]) {
        for (const model of CLASSIFIERS) {
          const columns = { text: 'e"f', label: 'g', header: few };
          assertSound(classificationText({ ...data, ...columns, tokenizer, model, rows: few ? 100 : 100_000 }));
        }
        for (const model of SEQUENCE_MODELS)
          assertSound(sequenceText({ name: 'a', files: table, model, pairs: few ? 100 : 100_000, tokenizer }));
        for (const model of LANGUAGE_MODELS) {
          const columns = few ? {} : { column: 'e"f', header: false };
          assertSound(languageText({ ...data, ...columns, bytes: few ? 1000 : 1e9, tokenizer, model }));
        }
        for (const model of MASKED_MODELS)
          assertSound(maskedText({ ...data, ...(few && { column: 'x' }), bytes: few ? 1000 : 1e9, tokenizer, model }));
        for (const model of EMBEDDINGS)
          assertSound(embeddingText({ ...data, column: 'x', header: few, bytes: few ? 1000 : 1e9, tokenizer, model }));
      }
    });

  for (const model of TAGGERS)
    it(`are sound for a tagger of the type ${model}`, () => {
      for (const lines of [100, 1_000_000]) assertSound(taggingText({ ...data, model, lines }));
      const known = { token: 1, tag: -1, areMorphemes: true } as const;
      assertSound(taggingText({ ...data, model, lines: 100, known }));
    });

  for (const model of ENCODERS)
    it(`are sound for numbers and pairs read by ${model}`, () => {
      for (const text of ['e"f', ['e"f', 'g']] as const)
        for (const rows of [100, 100_000]) {
          const given = { ...data, text, label: 'score', header: rows > 100, tokenizer: tokenizers[0], model, rows };
          assertSound(regressionText(given));
          assertSound(regressionText({ ...given, monitor: 'pearson' }));
          assertSound(classificationText({ ...given, monitor: 'macroF1' }));
        }
    });

  it('know public data by their columns', () => {
    const nameOf = (columns: string): string | undefined =>
      knownData({ columns: columns.split(' '), header: true, sample: [] })?.name;
    const known: [columns: string, name: string | undefined][] = [
      ['index genre filename year old_index source1 source2 sentence1 sentence2 score', 'STS-B'],
      ['genre filename year id score sentence1 sentence2', 'KorSTS'],
      ['guid source sentence1 sentence2 labels.label labels.real-label labels.binary-label', 'KLUE-STS'],
      ['index sentence1 sentence2 label', 'RTE, WNLI'],
      ['index question sentence label', 'QNLI'],
      ['id qid1 qid2 question1 question2 is_duplicate', 'QQP'],
      ['guid source premise hypothesis gold_label author', 'KLUE-NLI'],
      ['sentence1 sentence2 gold_label', 'MNLI, KorNLI'],
      ['id document label', 'NSMC'],
      ['sentence label', 'SST-2'],
      ['sentence label source', undefined],
      ['guid title label url date', 'YNAT'],
      ['text label', undefined],
      ['sentence1 sentence2', undefined],
    ];
    for (const [columns, name] of known) assert.equal(nameOf(columns), name, columns);
  });

  it('are sound for word2vec on a file at once', () => {
    for (const bytes of [1000, 1_000_000, 1_000_000_000]) assertSound(embeddingText({ ...data, column: 'e"f', bytes }));
  });

  it('offer every model of every task', () => {
    const schema = JSON.parse(fs.readFileSync('schemas/experiment.schema.json', 'utf8')) as {
      oneOf: { properties: { task: { const: string }; model: { anyOf: [unknown, { oneOf: Model[] }] } } }[];
    };
    interface Model {
      properties: { type: { enum?: string[]; const?: string } };
    }
    const offered: Record<string, readonly string[]> = {
      classification: CLASSIFIERS,
      'sequence-to-sequence': SEQUENCE_MODELS,
      embedding: EMBEDDINGS,
      tagging: TAGGERS,
      regression: ENCODERS,
      'language-model': LANGUAGE_MODELS,
      'masked-language-model': MASKED_MODELS,
    };
    for (const { properties } of schema.oneOf) {
      const types = properties.model.anyOf[1].oneOf.flatMap(
        ({ properties: { type } }) => type.enum ?? type.const ?? [],
      );
      // A language model of one's own begins with a file of code, which is written first.
      const written = properties.task.const === 'language-model' ? types.filter((type) => type !== 'custom') : types;
      assert.deepEqual([...offered[properties.task.const]].sort(), written.sort());
    }
  });
});

describe('experiments on parallel files', () => {
  const pair: ParallelFiles = { source: 'train.de.gz', target: 'train.en.gz' };
  const table: ParallelFiles = { table: 'pairs.tsv', columns: { source: 'ko', target: 'en "x"' }, header: true };
  const tabbed: ParallelFiles = {
    table: 'kor.txt',
    columns: { source: 'column 1', target: 'column 2' },
    header: false,
  };

  for (const model of ['gru', 'transformer'] as const)
    for (const pairs of [100, 29_000])
      for (const files of [pair, table, tabbed, { ...pair, validation: { source: 'val.de.gz', target: 'val.en.gz' } }])
        it(`are sound for ${model} on ${pairs} pairs of ${Object.keys(files).join(', ')}`, () => {
          assertSound(sequenceText({ name: 'a-b', files, model, pairs }));
        });

  it('find the other side and the validation part beside a file', () => {
    const names = ['train.de.gz', 'train.en.gz', 'val.de.gz', 'val.en.gz', 'test.de.gz', 'README.md', 'train.de'];
    assert.deepEqual(partnersOf('train.de.gz', names), ['train.en.gz']);
    assert.deepEqual(partnersOf('README.md', names), []);
    const found = validationOf({ source: 'train.de.gz', target: 'train.en.gz' }, names);
    assert.deepEqual(found, { source: 'val.de.gz', target: 'val.en.gz' });
    assert.equal(validationOf({ source: 'a.de', target: 'a.en' }, ['a.de', 'a.en']), undefined);
  });

  it('are named after their files', () => {
    assert.equal(stemOf(pair), 'train-de-en');
    assert.equal(stemOf(table), 'pairs');
    assert.equal(stemOf({ source: 'questions.txt', target: 'answers.txt' }), 'questions-answers');
  });
});
