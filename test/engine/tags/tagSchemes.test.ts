// Schemes of tags: read strictly against seqeval's definition, checked, guessed, converted, repaired; and what may follow what.

import assert from 'node:assert/strict';
import { convertedTags, likelyScheme, misplacedTags, repairedTags } from '../../../src/engine/tags/checkTags';
import { begunEntities, strictEntities } from '../../../src/engine/tags/entities';
import { readTag, readTags, type Entity } from '../../../src/engine/tags/tag';
import { TAG_SCHEMES, tagText, type TagScheme } from '../../../src/engine/tags/tagScheme';
import { allowedTransitions } from '../../../src/engine/tags/transitions';
import { tagsOf } from '../../../src/engine/tags/writeTags';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { readGolden } from '../../golden/readGolden';

interface SchemeCase {
  scheme: TagScheme;
  sentences: { tags: string; entities: [string, number, number][] }[];
}

const read = (line: string) => readTags(line.split(' '));
const written = (scheme: TagScheme, line: ReturnType<typeof read>): string =>
  line.map((tag) => tagText(scheme, tag)).join(' ');

/** Two neighbours of a type, one of several tokens, one alone at the end. */
const ENTITIES: Entity[] = [
  { type: 'PER', start: 0, end: 2 },
  { type: 'PER', start: 2, end: 3 },
  { type: 'LOC', start: 4, end: 7 },
  { type: 'LOC', start: 8, end: 9 },
];

const LINES: Record<TagScheme, string> = {
  IOB2: 'B-PER I-PER B-PER O B-LOC I-LOC I-LOC O B-LOC',
  IOB1: 'I-PER I-PER B-PER O I-LOC I-LOC I-LOC O I-LOC',
  IOE: 'I-PER E-PER E-PER O I-LOC I-LOC E-LOC O E-LOC',
  BIOES: 'B-PER E-PER S-PER O B-LOC I-LOC E-LOC O S-LOC',
  IOE1: 'I-PER E-PER I-PER O I-LOC I-LOC I-LOC O I-LOC',
  BILOU: 'B-PER L-PER U-PER O B-LOC I-LOC L-LOC O U-LOC',
};

describe('schemes of tags', () => {
  for (const { scheme, sentences } of readGolden<SchemeCase>('entities.json').cases)
    it(`${scheme} is read strictly as seqeval does`, () => {
      for (const { tags, entities } of sentences)
        assert.deepEqual(
          strictEntities(read(tags), scheme).map(({ type, start, end }) => [type, start, end]),
          entities,
          tags,
        );
    });

  for (const scheme of TAG_SCHEMES) {
    it(`${scheme} is written, and read by both rules`, () => {
      assert.equal(written(scheme, tagsOf(ENTITIES, 9, scheme)), LINES[scheme]);
      assert.deepEqual(strictEntities(read(LINES[scheme]), scheme), ENTITIES);
      assert.deepEqual(misplacedTags(read(LINES[scheme]), scheme), []);
    });

    it(`${scheme} becomes every other one`, () => {
      for (const to of TAG_SCHEMES)
        assert.equal(written(to, convertedTags(read(LINES[scheme]), scheme, to, 'discard')), LINES[to]);
    });

    it(`${scheme} is recognised`, () => assert.equal(finishTraining(likelyScheme([LINES[scheme].split(' ')])), scheme));

    it(`of ${scheme} exactly what is strictly right may be written`, () => {
      const tags = ['O', ...new Set(LINES[scheme].replace(/PER|LOC/g, 'x').split(' '))].filter(
        (tag, i, all) => all.indexOf(tag) === i,
      );
      const names = tags.flatMap((tag) => (tag === 'O' ? [tag] : [tag, tag.replace('x', 'y')]));
      const { follows, begins, ends } = allowedTransitions(names, scheme);
      const sentences = names.flatMap((a, i) => names.flatMap((b, j) => names.map((c, k) => ({ a, b, c, i, j, k }))));
      for (const { a, b, c, i, j, k } of sentences) {
        const isAllowed = begins[i] && follows[i * names.length + j] && follows[j * names.length + k] && ends[k];
        const line = readTags([a, b, c]);
        const isRight = written(scheme, repairedTags(line, scheme, 'discard')) === written(scheme, line);
        assert.equal(Boolean(isAllowed), isRight, `${a} ${b} ${c}`);
      }
    });
  }

  it('a tag without its beginning begins an entity, or is dropped', () => {
    const tags = read('O I-PER I-PER O B-LOC I-PER');
    assert.deepEqual(misplacedTags(tags, 'IOB2'), [1, 2, 5]);
    assert.equal(written('IOB2', repairedTags(tags, 'IOB2', 'begin')), 'O B-PER I-PER O B-LOC B-PER');
    assert.equal(written('IOB2', repairedTags(tags, 'IOB2', 'discard')), 'O O O O B-LOC O');
  });

  it('what is no tag of a scheme is told from one', () => {
    for (const text of ['NN', 'B.', 'PER-B', 'O-PER', '', 'b-PER']) assert.equal(readTag(text), undefined, text);
    assert.equal(finishTraining(likelyScheme([['DT', 'NN']])), undefined);
    assert.deepEqual(readTag('B-MISC-X'), { prefix: 'B', type: 'MISC-X' });

    it('is looked for in steps, so that others have their turn', () => {
      const long = Array.from({ length: 4 }, () => Array.from({ length: 10_000 }, (_, i) => (i % 2 ? 'O' : 'B-PER')));
      const steps = likelyScheme(long);
      let turns = 0;
      for (; !steps.next().done; turns++);
      assert.ok(turns >= 4, `${turns} turns`);
    });
    assert.deepEqual(begunEntities(readTags(['B', 'I', 'O', 'I'])), [
      { type: '', start: 0, end: 2 },
      { type: '', start: 3, end: 4 },
    ]);
  });
});
