// The tags that words mostly have, as a baseline beside taggers.

import assert from 'node:assert/strict';
import { learnUsualTags, usualTags } from '../../../src/engine/tasks/tagging/usualTags';

const sentence = (text: string) => {
  const pairs = text.split(' ').map((pair) => pair.split('/'));
  return { tokens: pairs.map(([token]) => token), tags: pairs.map(([, tag]) => tag) };
};

const TRAIN = [
  'Kim/B-PER lives/O in/O Rome/B-LOC',
  'Rome/B-PER and/O Kim/B-PER in/O Rome/B-LOC',
  'Ann/B-PER Lee/B-PER',
].map(sentence);
const SET = { tags: ['O', 'B-LOC', 'B-PER'], own: 'IOB2', files: 'IOB2', repair: 'begin' } as const;

describe('the most frequent tag of each word', () => {
  it('is learned by counting; a new word has the one of words that occur once', async () => {
    const tagOf = await learnUsualTags(TRAIN);
    assert.deepEqual(['Kim', 'Rome', 'in', 'Ann'].map(tagOf), ['B-PER', 'B-LOC', 'O', 'B-PER']);
    assert.equal(tagOf('never'), 'O', 'lives and and are O, Ann and Lee are persons: the first of equals');
  });

  it('is the tag of all words where each occurs more than once, and O where there is none', async () => {
    assert.equal((await learnUsualTags([sentence('a/X a/X b/Y b/Y b/Y')]))('c'), 'Y');
    assert.equal((await learnUsualTags([]))('c'), 'O');
  });

  it('is judged as a tagger is', async () => {
    const { figures } = await usualTags(TRAIN, ['Kim/B-PER in/O Rome/B-PER'].map(sentence), SET);
    assert.deepEqual(figures, { f1: 0.5, precision: 0.5, recall: 0.5, tokenAccuracy: 2 / 3 });
  });
});
