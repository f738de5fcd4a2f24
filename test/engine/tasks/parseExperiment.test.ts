import assert from 'node:assert/strict';
import type { ClassificationExperiment } from '../../../src/engine/tasks/classification/schema';
import { parseExperiment, resolveExperiment } from '../../../src/engine/tasks/parseExperiment';
import { LabError } from '../../../src/protocol/labError';

/** For tests of what only experiments with examples have. */
function resolveClassification(...given: Parameters<typeof resolveExperiment>): ClassificationExperiment {
  const experiment = resolveExperiment(...given);
  assert.ok(experiment.task === 'classification');
  return experiment;
}

const minimal = '{ "data": { "train": "train.tsv" } }';

describe('parseExperiment', () => {
  it('tells of keys that mean nothing to the model, at the key, and takes the experiment all the same', () => {
    const text = `{
  "task": "language-model", "data": { "train": "a.txt" }, "model": "kneser-ney",
  "training": { "monitor": "perplexity",
    "steps": 500 }
}`;
    const { experiment, problems } = parseExperiment(text, { overrides: ['evaluation.stride=8'] });
    assert.equal(experiment?.model.type, 'kneser-ney');
    assert.deepEqual(
      problems.map(({ severity, message, place }) => [severity, message.slice(0, 35), place?.line]),
      [
        ['warning', '"training.steps" means nothing to t', 4],
        ['warning', '"evaluation.stride" means nothing t', undefined],
      ],
    );
    assert.deepEqual(parseExperiment(text.replace('kneser-ney', 'lstm')).problems, []);
  });

  it('tells of keys of gradient steps where a model takes none', () => {
    const training = { freeze: {}, layerDecay: 0.5, monitor: 'loss' };
    const given = (task: string, model: string): string =>
      JSON.stringify({ task, data: { train: 'a.tsv' }, model, training });
    const told = (task: string, model: string) =>
      parseExperiment(given(task, model)).problems.map(({ place }) => place?.key);
    const keys = [
      ['training', 'freeze'],
      ['training', 'layerDecay'],
    ];
    for (const [task, model] of [
      ['classification', 'naive-bayes'],
      ['classification', 'fasttext'],
      ['tagging', 'crf'],
      ['language-model', 'kneser-ney'],
    ])
      assert.deepEqual(told(task, model), keys, model);
    assert.deepEqual(told('classification', 'lstm'), []);
  });

  it('tells of passes and batches where a model is fitted as a whole, and of batches where it goes text by text', () => {
    const told = (task: string, model: string): unknown[] => {
      const training = { epochs: 5, batchSize: 8 };
      const { problems } = parseExperiment(JSON.stringify({ task, data: { train: 'a.tsv' }, model, training }));
      return problems.map(({ place }) => place?.key?.at(-1));
    };
    assert.deepEqual(told('classification', 'logistic-regression').sort(), ['batchSize', 'epochs']);
    assert.deepEqual(told('tagging', 'crf').sort(), ['batchSize', 'epochs']);
    assert.deepEqual(told('classification', 'fasttext'), ['batchSize']);
    assert.deepEqual(told('tagging', 'lstm'), []);
  });

  it('fills in every default', () => {
    assert.deepEqual(resolveExperiment(minimal, { file: '/x/reviews.nlplab.json' }), {
      name: 'reviews',
      task: 'classification',
      data: { train: 'train.tsv', validation: 0.1, text: 'text', label: 'label', limit: 0 },
      clean: [],
      tokenizer: { type: 'word', lowercase: true, vocabularySize: 20000, minFrequency: 2 },
      model: {
        type: 'lstm',
        embedding: 128,
        hidden: 128,
        layers: 1,
        bidirectional: true,
        pooling: 'max',
        dropout: 0.3,
      },
      training: {
        epochs: 5,
        batchSize: 64,
        optimizer: { type: 'adam', learningRate: 0.001, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0 },
        schedule: { type: 'constant' },
        clipNorm: 1,
        clipValue: 0,
        earlyStopping: 0,
        monitor: 'accuracy',
        maxLength: 256,
        padding: 'after',
        truncation: 'end',
        checkpointEverySteps: 0,
        accumulate: 1,
        averageCheckpoints: 0,
      },
      runtime: { threads: 0 },
      seed: 1,
    } satisfies ClassificationExperiment);
  });

  it('reads its own resolved form back unchanged', () => {
    const experiment = resolveExperiment(minimal);
    assert.deepEqual(resolveExperiment(JSON.stringify(experiment)), experiment);
  });

  it('allows comments, trailing commas, a byte order mark and a $schema key', () => {
    const text =
      '\uFEFF{ // why\n "$schema": "x", "data": { "train": { "labels": { "a": "a.txt", "b": "b.txt", } } }, /* and */ "model": "gru", }';
    assert.equal(resolveExperiment(text).model.type, 'gru');
  });

  it('takes the type alone for tokenizer, optimizer and schedule', () => {
    const { tokenizer, training } = resolveClassification(
      '{"data":{"train":"t"},"tokenizer":"character","training":{"optimizer":"adamw","schedule":"cosine"}}',
    );
    assert.equal(tokenizer.type, 'character');
    assert.deepEqual(training.schedule, { type: 'cosine', warmupSteps: 0, finalFactor: 0 });
    assert.equal(training.optimizer.weightDecay, 0.01);
  });

  it('takes cleaning steps by name or with options, in order', () => {
    const text =
      '{"data":{"train":"t"},"clean":["nfkc",{"step":"repeats"},{"step":"stop-words","language":"ko"},"digits"]}';
    assert.deepEqual(resolveClassification(text).clean, [
      { step: 'nfkc' },
      { step: 'repeats', maximum: 2 },
      { step: 'stop-words', language: 'ko' },
      { step: 'digits', replacement: '' },
    ]);
  });

  const faulty: { text: string; key?: string; line?: number; says: RegExp; overrides?: string[] }[] = [
    { text: '{ "data": { "train": "t" },\n "modle": {} }', key: 'modle', line: 2, says: /Did you mean "model"\?/ },
    {
      text: '{ "data": { "train": "t" },\n "training": {\n "epoch": 3 } }',
      key: 'training.epoch',
      line: 3,
      says: /no key "epoch" in "training". Did you mean "epochs"/,
    },
    {
      text: '{ "data": { "train": "t" },\n "training": {\n "finalLearningRate": 0 } }',
      key: 'training.finalLearningRate',
      line: 3,
      says: /"finalLearningRate" in "training" belongs to another task/,
    },
    {
      text: '{ "data": { "train": "t" }, "training": { "zzz": 3 } }',
      key: 'training.zzz',
      says: /The keys are "epochs"/,
    },
    {
      text: '{ "data": { "train": "t" }, "training": { "epochs": "three" } }',
      key: 'training.epochs',
      says: /"training.epochs" must be a whole number \(at least 1, at most 1000000000\), not "three"/,
    },
    {
      text: '{ "data": { "train": "t" }, "clean": ["htm"] }',
      key: 'clean.0',
      says: /"clean.0" must be .* mean "html"/,
    },
    { text: '{ "data": { "train": "t" }, "clean": "html" }', key: 'clean', says: /"clean" must be a list, not "html"/ },
    {
      text: '{ "data": { "train": "t" }, "clean": ["nfc", { "step": "repeats", "maximum": 0 }] }',
      key: 'clean.1.maximum',
      says: /whole number \(at least 1, at most 100\), not 0/,
    },
    {
      text: '{ "data": { "train": "t" }, "clean": [{ "step": "repeats", "max": 3 }] }',
      key: 'clean.0.max',
      says: /no key "max" in "clean.0". Did you mean "maximum"/,
    },
    {
      text: '{ "data": { "train": "t" }, "clean": [{ "step": "stopwords" }] }',
      key: 'clean.0.step',
      says: /mean "stop-words"/,
    },
    { text: '{ "data": { "train": "t" }, "training": { "epochs": 1.5 } }', key: 'training.epochs', says: /not 1.5/ },
    { text: '{ "data": { "train": "t" }, "model": { "type": "ltsm" } }', key: 'model.type', says: /mean "lstm"/ },
    { text: '{ "data": { "train": "t" }, "model": "ltsm" }', key: 'model', says: /mean "lstm"/ },
    {
      text: '{ "data": { "train": "t" }, "model": { "hidden": 4 } }',
      key: 'model.type',
      says: /"model.type" is missing/,
    },
    {
      text: '{ "data": { "train": "t" }, "training": { "optimizer": { "type": "sgd", "betas": [0, 0] } } }',
      key: 'training.optimizer.betas',
      says: /no key "betas" in "training.optimizer". The keys are "type", "learningRate", "momentum"/,
    },
    {
      text: '{ "data": { "train": "t" }, "training": { "optimizer": { "type": "adam", "betas": [0, 2] } } }',
      key: 'training.optimizer.betas.1',
      says: /below 1\), not 2/,
    },
    {
      text: '{ "data": { "train": "t" }, "training": { "optimizer": { "type": "adm" } } }',
      key: 'training.optimizer.type',
      says: /must be "sgd", .* or "adamw", not "adm". Did you mean "adam"/,
    },
    {
      text: '{ "data": { "train": "t" }, "model": { "type": "gru", "forgetBias": 1 } }',
      key: 'model.forgetBias',
      says: /Only an "lstm" has a forget gate, "gru" has none/,
    },
    {
      text: '{ "data": { "train": "t" }, "model": { "type": "rnn", "recurrentGain": 2 } }',
      key: 'model.recurrentGain',
      says: /set "model.recurrentStart" to "orthogonal"/,
    },
    { text: '{ "data": {} }', key: 'data.train', says: /"data.train" is missing/ },
    { text: '{}', key: 'data', says: /"data" is missing. It must be an object with "train"/ },
    { text: '{ "data": { "train": "t", "validation": 2 } }', key: 'data.validation', says: /below 1\)/ },
    { text: '{ "data": { "train": { "lables": {} } } }', key: 'data.train.lables', says: /mean "labels"/ },
    { text: '{ "data": { "train": { "labels": { "a": "x" } } } }', key: 'data.train.labels', says: /two labels/ },
    { text: '{ "data": { "train": "t" }, "task": "clasification" }', key: 'task', says: /mean "classification"/ },
    { text: '{ "data": { "train": "t" }, "__proto__": 1 }', key: '__proto__', says: /no key "__proto__"/ },
    { text: '{ "data": { "train": "t" }, "seed": 1,\n "seed": 2 }', line: 2, says: /given twice/ },
    { text: '{ "data": { "train": "t" }\n "seed": 2 }', line: 2, says: /comma is expected/ },
    { text: '[]', line: 1, says: /is an object/ },
    { text: minimal, overrides: ['training.epochs=0'], key: 'training.epochs', says: /at least 1/ },
    { text: minimal, overrides: ['training.epochs'], says: /key=value/ },
    {
      text: '{ "data": { "train": "t", "validation": 0 }, "training": { "earlyStopping": 2 } }',
      key: 'training.earlyStopping',
      says: /needs a validation part/,
    },
  ];
  for (const { text, key, line, says, overrides } of faulty)
    it(`says what is wrong in ${JSON.stringify(text)} ${overrides?.join(' ') ?? ''}`, () => {
      const { experiment, problems } = parseExperiment(text, { file: '/x/a.nlplab.json', overrides });
      assert.equal(experiment, undefined);
      assert.match(problems[0].message, says);
      if (key !== undefined) assert.equal(problems[0].place?.key?.join('.'), key);
      if (line !== undefined) assert.equal(problems[0].place?.line, line);
    });

  it('lists every fault and throws the first as a LabError', () => {
    const text = '{ "data": { "train": "t" }, "training": { "epochs": -1, "batchSize": 0 } }';
    assert.equal(parseExperiment(text).problems.length, 2);
    assert.throws(
      () => resolveExperiment(text),
      (error: unknown) =>
        error instanceof LabError && error.code === 'INVALID_EXPERIMENT' && / 1 more/.test(error.message),
    );
  });

  it('points at the key or value in the text', () => {
    const text = '{ "data": { "train": "t" },\n  "training": { "epochs": 0, "foo": 1 } }';
    const marked = parseExperiment(text).problems.map(({ place }) =>
      text.split('\n')[place!.line! - 1].slice(place!.column! - 1, place!.column! - 1 + place!.length!),
    );
    assert.deepEqual(marked.sort(), ['"foo"', '0']);
  });

  it('applies overrides as JSON or else as text, into objects written by their type alone', () => {
    const overrides = [
      'training.epochs=3',
      'training.optimizer.learningRate=0.5',
      'name=my run',
      'data.validation=dev.tsv',
    ];
    const text = '{ "data": { "train": "t" }, "training": { "optimizer": "sgd" } }';
    const { name, training, data } = resolveClassification(text, { overrides });
    assert.deepEqual(
      [name, training.epochs, training.optimizer.type, training.optimizer.learningRate, data.validation],
      ['my run', 3, 'sgd', 0.5, 'dev.tsv'],
    );
  });
});
