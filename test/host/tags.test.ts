// Tags of texts in the host: where sentences end, what becomes of tags when a text is edited, the files they are saved as, and the list
// of sentences beside their right tags.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beside } from '../../src/host/editor/beside';
import { loadTagged, type LoadedSentences } from '../../src/engine/data/tagged/loadTagged';
import { countsOf, listed, passing, typesIn } from '../../src/host/tags/sentenceList';
import { sentencesOf } from '../../src/host/editor/sentences';
import { TAG_FORMATS, type TagFormat } from '../../src/host/tags/tagFormats';
import { probabilityOf, TaggedText } from '../../src/host/tags/taggedText';
import type { TagsAnswer } from '../../src/protocol/answer';
import type { SentenceBesideRight } from '../../src/protocol/judgedTags';
import { contrast, parseColor } from '../../src/webviews/shared/oklab';

/** Words with their tags, `Ada/B-PER lives/O`. */
function answerOf(written: string): TagsAnswer {
  const pairs = written.split(' ').map((pair) => pair.split('/'));
  const tokens = pairs.map(([token]) => token);
  const tags = pairs.map(([, tag]) => tag);
  const input = tokens.join(' ');
  let behind = 0;
  const offsets = tokens.map((token): [number, number] => {
    const start = input.indexOf(token, behind);
    return [start, (behind = start + token.length)];
  });
  const entities = tags.flatMap((tag, start) => {
    if (!tag.startsWith('B-')) return [];
    let end = start + 1;
    while (tags[end] === `I-${tag.slice(2)}`) end++;
    return [{ type: tag.slice(2), start, end, text: input.slice(offsets[start][0], offsets[end - 1][1]) }];
  });
  const probabilities = tokens.map((_, i) => 1 - i / 10);
  const unknown = tokens.map(() => false);
  return {
    ...{ kind: 'tags', input, output: tags.join(' '), tokens, offsets, unknown, tags, probabilities, entities },
    namesEntities: true,
  };
}

const FIRST = answerOf('Ada/B-PER Lovelace/I-PER lives/O ./O');
const OTHER = answerOf('In/O London/B-LOC');

describe('sentences of a text', () => {
  const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

  it('end where a line does, and within it behind what ends one', () => {
    assert.deepEqual(cut('One here. Two there!\r\n\n  Three? “Four.” Five\n'), [
      ...['One here.', 'Two there!', 'Three?', '“Four.”', 'Five'],
    ]);
    assert.deepEqual(cut('그는 왔다. 그녀는 갔다.\n東京。大阪！'), ['그는 왔다.', '그녀는 갔다.', '東京。', '大阪！']);
    assert.deepEqual(cut(' \n\t\r\n'), []);
  });

  it('do not end behind titles and initials, in numbers, or before small letters', () => {
    const whole = 'Mr. Smith and J. R. Doe of St. Paul paid 3.50 in approx. two days.';
    assert.deepEqual(cut(whole), [whole]);
  });
});

describe('the tags of a text that is edited', () => {
  const text = () => new TaggedText([{ start: 0, answer: FIRST }, { start: 22, answer: OTHER }]); // prettier-ignore
  const places = (of: TaggedText) => of.entities.map(({ type, start, end }) => [type, start, end]);

  it('stand in their places', () => {
    const tagged = text();
    assert.deepEqual(places(tagged), [['PER', 0, 12], ['LOC', 25, 31]]); // prettier-ignore
    assert.equal(tagged.at(11)?.type, 'PER');
    assert.equal(tagged.at(12), undefined);
    assert.equal(probabilityOf(tagged.entities[0]), 0.9, 'that of the least sure token');
    assert.deepEqual([tagged.beside(0, 1)?.type, tagged.beside(25, 1)?.type, tagged.beside(0, -1)?.type], ['LOC', 'PER', 'LOC']); // prettier-ignore
  });

  it('are found from any place as in the list of all', () => {
    const none = { ...FIRST, entities: [] };
    const answers = [none, FIRST, none, OTHER, FIRST, none];
    let start = 0;
    const sentences = answers.map((answer) => {
      const sentence = { start, answer };
      start += answer.input.length + 1;
      return sentence;
    });
    const tagged = new TaggedText(sentences);
    const { entities } = tagged;
    for (let offset = 0; offset < start; offset++) {
      const at = entities.find((entity) => entity.start <= offset && offset < entity.end);
      assert.deepEqual(tagged.at(offset), at, `at ${offset}`);
      assert.deepEqual(tagged.beside(offset, 1), beside(entities, offset, 1), `behind ${offset}`);
      assert.deepEqual(tagged.beside(offset, -1), beside(entities, offset, -1), `before ${offset}`);
    }
    const without = new TaggedText([{ start: 0, answer: none }]);
    assert.deepEqual([without.at(3), without.beside(3, 1), without.beside(3, -1)], [undefined, undefined, undefined]);
  });

  it('move with what is put before them', () => {
    const tagged = text();
    assert.equal(tagged.edit([{ start: 0, length: 0, text: 'Title\n' }]), false);
    assert.deepEqual(places(tagged), [['PER', 6, 18], ['LOC', 31, 37]]); // prettier-ignore
  });

  it('are lost where their sentence is changed, and nowhere else', () => {
    const tagged = text();
    assert.equal(tagged.edit([{ start: 15, length: 2, text: 'o' }]), true);
    assert.deepEqual(places(tagged), [['LOC', 24, 30]]);
    assert.equal(tagged.changed, 1);
    assert.equal(tagged.edit([{ start: 21, length: 0, text: '\n' }]), false, 'white space before a sentence');
    assert.equal(tagged.edit([{ start: 31, length: 0, text: ' and' }]), true, 'more behind one that has not ended');
    assert.deepEqual([places(tagged), tagged.changed, tagged.types], [[], 2, []]);
  });

  it('stay where another sentence is put beside theirs', () => {
    const tagged = text();
    assert.equal(tagged.edit([{ start: 20, length: 0, text: ' More.' }]), false);
    assert.equal(tagged.edit([{ start: 0, length: 0, text: 'Well, ' }]), true, 'but not where it begins otherwise');
  });

  it('follow several changes of one moment', () => {
    const tagged = text();
    tagged.edit([
      { start: 0, length: 0, text: '\n' },
      { start: 20, length: 0, text: '\n\n' },
    ]);
    assert.deepEqual(places(tagged), [['PER', 1, 13], ['LOC', 28, 34]]); // prettier-ignore
  });
});

describe('files of tags', () => {
  async function readBack(format: TagFormat, answers: TagsAnswer[]): Promise<LoadedSentences> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-tags-'));
    try {
      const file = path.join(folder, `tags.${format}`);
      fs.writeFileSync(file, TAG_FORMATS[format](answers));
      return await loadTagged(file, { units: 'spaces', token: 1, tag: -1, encoding: undefined, separator: undefined });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }

  for (const format of ['conll', 'jsonl'] as const)
    it(`of the format ${format} are read as what they were saved from`, async () => {
      const emoji = answerOf('😀/O Ada/B-PER');
      const { sentences, notices } = await readBack(format, [FIRST, OTHER, emoji]);
      assert.deepEqual(notices, []);
      assert.deepEqual(
        sentences.map(({ tokens, tags }) => [tokens.join(' '), tags.join(' ')]),
        [
          ['Ada Lovelace lives .', 'B-PER I-PER O O'],
          ['In London', 'O B-LOC'],
          ['😀 Ada', 'O B-PER'],
        ],
      );
    });
});

describe('files of morphemes', () => {
  const morphemes = [{ start: 0, end: 2, text: '갔다', morphemes: [{ form: '가', tag: 'VV' }, { form: '았', tag: 'EP' }, { form: '다', tag: 'EF' }] }]; // prettier-ignore
  const entities = [
    { type: 'VV', start: 0, end: 1, text: '갔', form: '가' },
    { type: 'EP', start: 0, end: 1, text: '갔', form: '았' },
    { type: 'EF', start: 1, end: 2, text: '다', form: '다' },
  ];
  const answer: TagsAnswer = {
    ...{ kind: 'tags', input: '갔다', output: '', tokens: ['갔', '다'], tags: ['B-○/VV+았/EP', 'B-EF'] },
    offsets: [[0, 1], [1, 2]], // prettier-ignore
    ...{ unknown: [false, false], probabilities: [1, 1], namesEntities: true, entities, morphemes },
  };

  it('have a word with its morphemes a line, or spans of which none overlaps another', () => {
    assert.equal(TAG_FORMATS.conll([answer]), '갔다\t가/VV + 았/EP + 다/EF\n');
    assert.deepEqual(JSON.parse(TAG_FORMATS.jsonl([answer])), {
      text: '갔다',
      spans: [
        { start: 0, end: 1, label: 'VV+EP' },
        { start: 1, end: 2, label: 'EF' },
      ],
    });
  });
});

const SENTENCES: SentenceBesideRight[] = [
  { tokens: ['In', 'Paris'], line: 1, right: [{ type: 'LOC', start: 1, end: 2 }], found: [{ type: 'LOC', start: 1, end: 2 }], errors: [] }, // prettier-ignore
  {
    ...{ tokens: Array.from({ length: 200 }, (_, i) => `w${i}`), line: 4, right: [], found: [] },
    right: [{ type: 'PER', start: 150, end: 152 }],
    errors: [{ kind: 'missed', start: 150, end: 152, line: 154 }],
  },
];

describe('the list of sentences beside their right tags', () => {
  it('has those of a kind of error that hold a text', async () => {
    const found = (filter: Parameters<typeof passing>[1]['filter'], text = '') => passing(SENTENCES, { filter, text });
    const kinds = [found('all'), found('wrong'), found('missed'), found('type')];
    assert.deepEqual(await Promise.all(kinds), [[0, 1], [1], [1], []]);
    const texts = [found('all', ' PARIS'), found('wrong', 'paris'), found('all', 'w3 w4')];
    assert.deepEqual(await Promise.all(texts), [[0], [], [1]]);
    assert.deepEqual(countsOf(SENTENCES), {
      sentences: { all: 2, wrong: 1, boundary: 0, type: 0, missed: 1, invented: 0 },
      errors: { boundary: 0, type: 0, missed: 1, invented: 0 },
    });
    assert.deepEqual(typesIn(SENTENCES), ['LOC', 'PER']);
  });

  it('looks through many with others in between', async () => {
    const many = Array.from({ length: 600 }, () => SENTENCES[1]);
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    assert.equal((await passing(many, { filter: 'all', text: 'w199' })).length, 600);
    clearInterval(counting);
    assert.ok(turns > 0);
  });

  it('shows of a long sentence the part around its first error', () => {
    const { tokens, right, errors, isCutBefore, isCutBehind } = listed(SENTENCES[1], 1);
    assert.deepEqual([tokens[0], tokens.length, isCutBefore, isCutBehind], ['w144', 56, true, false]);
    assert.deepEqual([right[0].start, right[0].end, errors[0].start, errors[0].line], [6, 8, 6, 154]);
    assert.equal(listed(SENTENCES[0], 0).tokens.length, 2);
  });
});

describe('the colours of entities', () => {
  it('hold 4.5 to 1 on the backgrounds of the editor’s own themes', () => {
    const grounds = {
      ...{ dark: ['#1f1f1f', '#1e1e1e'], light: ['#ffffff'] },
      ...{ highContrast: ['#000000'], highContrastLight: ['#ffffff'] },
    };
    const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
      contributes: { colors: { id: string; defaults: Record<string, string> }[] };
    };
    const colors = contributes.colors.filter(({ id }) => id.startsWith('nlpLab.tag'));
    assert.equal(colors.length, 7);
    for (const { id, defaults } of colors)
      for (const [theme, backgrounds] of Object.entries(grounds))
        for (const ground of backgrounds) {
          const [ink, paper] = [parseColor(defaults[theme]), parseColor(ground)];
          assert.ok(ink && paper && contrast(ink, paper) >= 4.5, `${id} in ${theme}: ${defaults[theme]}`);
        }
  });
});
