// Which files belong to a corpus: by where experiments lead, and by names beside it.

import assert from 'node:assert/strict';
import { besideOf, leadsTo } from '../../src/host/corpus/relatedNames';

describe('what belongs to a corpus', () => {
  const file = '/w/en/a.nlplab.json';
  const leads = (experiment: string, corpus = '/w/en/reviews.tsv'): boolean => leadsTo(experiment, { file, corpus });

  it('is an experiment that names it from where it lies', () => {
    assert.ok(leads('{ "data": { "train": "reviews.tsv" } } // "none.tsv"'));
    assert.ok(leads('{ "train": ["../en/reviews.tsv", "x"] }'));
    assert.ok(leads(String.raw`{ "train": "..\\en\\reviews.tsv" }`));
    assert.ok(leads('{ "train": "/w/en/reviews.tsv" }'));
  });

  it('is none that names another file, or no file', () => {
    for (const experiment of [
      '{ "train": "../ko/reviews.tsv" }',
      '{ "train": "more-reviews.tsv" }',
      '{ "train": "reviews.tsv.gz" }',
      'reviews.tsv',
      `"${'a'.repeat(2000)}reviews.tsv"`,
      '',
    ])
      assert.ok(!leads(experiment), experiment.slice(0, 40));
  });

  it('is a tokenizer or vectors beside it, and no experiment', () => {
    const names = [
      ...['reviews.tsv', 'tokenizer.json', 'reviews.tokenizer.json', 'tokenizer.nlplab.json', 'package.json'],
      ...['wiki.vec.gz', 'glove.6B.txt', 'notes.txt', 'vectors.tsv'],
    ];
    assert.deepEqual(
      besideOf('reviews.tsv', names).map(({ name, icon }) => `${name} ${icon}`),
      [
        ...['tokenizer.json symbol-key', 'reviews.tokenizer.json symbol-key'],
        ...['wiki.vec.gz compass', 'glove.6B.txt compass', 'vectors.tsv compass'],
      ],
    );
    assert.deepEqual(besideOf('vectors.tsv', ['vectors.tsv']), []);
  });
});
