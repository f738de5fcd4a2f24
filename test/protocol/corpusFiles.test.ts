// The one list of files that are read as text.
import assert from 'node:assert/strict';
import {
  corpusEndings,
  endingPattern,
  isCorpusFile,
  isTableFile,
  isTaggedFile,
  parallelEndings,
  sourceEndings,
  tableEndings,
  tableKind,
  withoutEnding,
} from '../../src/protocol/corpusFiles';

describe('files of a corpus', () => {
  it('are told by their endings, in any case, plain or compressed', () => {
    for (const ending of ['txt', 'md', 'csv', 'tsv', 'tab', 'jsonl', 'ndjson', 'conll'])
      for (const name of [`a.${ending}`, `A.B.${ending.toUpperCase()}`, `a.${ending}.gz`])
        assert.ok(isCorpusFile(name), name);
    for (const name of ['txt', 'a.txt.zip', 'a.gz', 'a.pdf', 'a.json', 'atxt', 'a.txt/b'])
      assert.ok(!isCorpusFile(name), name);
  });

  it('are tables where they have columns, and each kind of table is written in one way', () => {
    const kinds = { csv: 'csv', tsv: 'tsv', tab: 'tsv', jsonl: 'jsonl', ndjson: 'jsonl' };
    assert.deepEqual([...tableEndings].sort(), Object.keys(kinds).sort());
    for (const [ending, kind] of Object.entries(kinds)) {
      assert.equal(tableKind(`a.${ending}.gz`), kind);
      assert.equal(tableKind(`A.${ending.toUpperCase()}`), kind);
    }
    for (const ending of corpusEndings.filter((each) => !tableEndings.includes(each))) {
      assert.ok(!isTableFile(`a.${ending}`), ending);
      assert.equal(tableKind(`a.${ending}`), undefined);
    }
  });

  it('have tags where a token stands on each line', () => {
    for (const name of ['a.conll', 'a.CoNLLu', 'a.bio.gz', 'a.iob', 'a.iob2']) assert.ok(isTaggedFile(name), name);
    for (const name of ['a.txt', 'bio', 'a.bio.txt', 'a.iob3']) assert.ok(!isTaggedFile(name), name);
  });

  it('leave their endings off', () => {
    assert.equal(withoutEnding('reviews.tsv.gz'), 'reviews');
    assert.equal(withoutEnding('train.de.gz'), 'train.de');
    assert.equal(withoutEnding('train.de.txt'), 'train.de');
  });

  it('have sides that are read and sides that are written; a table holds both', () => {
    assert.ok([...sourceEndings, ...tableEndings, 'tgt', 'target'].every((ending) => parallelEndings.includes(ending)));
    assert.equal(new Set(parallelEndings).size, parallelEndings.length);
    assert.ok(!sourceEndings.includes('tgt'));
  });

  it('become patterns for clauses, with `.gz` or without', () => {
    assert.equal(endingPattern(['a', 'b']), '\\.(a|b)(\\.gz)?$');
    assert.equal(endingPattern(['a'], { compressed: false }), '\\.(a)$');
  });
});
