import assert from 'node:assert/strict';
import { createTokenizer, forgottenNotice, vocabularyInSteps } from '../../../src/engine/text/tokenizer';
import { BoundedCounts } from '../../../src/engine/text/trainers/boundedCounts';
import { createVocabulary, specialTokens, UNK, vocabularyOf } from '../../../src/engine/text/vocabulary';

describe('a vocabulary', () => {
  const counts = new Map(
    Object.entries({ b: 2, a: 3, '<pad>': 9, c: 2, d: 1, '<unk>': 9 }).map(([token, count]) => [token, { count }]),
  );
  const of = (vocabularySize: number, minFrequency: number): readonly string[] =>
    createVocabulary(counts, { vocabularySize, minFrequency }).tokens.slice(4);

  it('is ordered by count, then first appearance, and cut by size and frequency', () => {
    assert.deepEqual(of(100, 1), ['a', 'b', 'c', 'd']);
    assert.deepEqual(of(100, 2), ['a', 'b', 'c']);
    assert.deepEqual(of(6, 1), ['a', 'b']);
    assert.deepEqual(of(4, 1), []);
    assert.deepEqual(of(100, 9), []);
  });

  it('never takes text for a special token', () => {
    const { tokens: all, idOf } = createVocabulary(counts, { vocabularySize: 100, minFrequency: 1 });
    assert.deepEqual(all.slice(0, 4), specialTokens);
    for (const token of [...specialTokens, 'new', 'toString', '__proto__']) assert.equal(idOf(token), UNK);
    assert.equal(idOf('a'), 4);
  });

  it('has a hash of its own', () => {
    assert.notEqual(vocabularyOf(['a', 'b']).hash, vocabularyOf(['b', 'a']).hash);
    assert.equal(vocabularyOf(['a']).hash, vocabularyOf(['a']).hash);
  });
});

describe('learning from texts in steps', () => {
  it('pauses by how long the texts are, not by how many', () => {
    const texts = Array.from({ length: 8 }, () => 'some words '.repeat(4_000));
    const options = { type: 'word', lowercase: false, vocabularySize: 100, minFrequency: 1 } as const;
    const steps = [...vocabularyInSteps(texts, createTokenizer(options), options)];
    assert.ok(steps.length >= texts.length - 1, `${steps.length} pauses`);
  });

  it('says so where rare words were left out, and only there', () => {
    const counts = new BoundedCounts({ words: 4 });
    counts.set('a', { count: 1 });
    assert.deepEqual(forgottenNotice(counts), []);
    for (const word of 'bcdefgh') counts.set(word, { count: 1 });
    assert.match(forgottenNotice(counts).join(), /occur at most \d+ times were left out/);
  });
});
