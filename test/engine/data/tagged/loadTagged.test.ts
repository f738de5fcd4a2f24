// Files of tagged sentences: columns, JSON of spans and of tokens, and what is wrong with them, told with file and line.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { checkedTags, loadTagged, schemeOf, strayTag } from '../../../../src/engine/data/tagged/loadTagged';
import { taggedDataSchema } from '../../../../src/engine/schema/taggedData';
import { finishTraining } from '../../../../src/engine/text/trainers/training';
import { LabError } from '../../../../src/protocol/labError';
import { withFolder } from '../../store/support/temporaryFolder';

type Options = Partial<Parameters<typeof loadTagged>[1]>;

async function load(name: string, content: string, options: Options = {}, limit = 0) {
  const data = taggedDataSchema.parse({ train: name });
  return withFolder(async (folder) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    const { sentences, notices } = await loadTagged(file, { ...data, ...options }, { limit });
    return { sentences, notices: notices.map((notice) => notice.replace(file, name)) };
  });
}

async function plain(...given: Parameters<typeof load>) {
  const { sentences } = await load(...given);
  return sentences.map(({ tokens, tags }) => tokens.map((token, i) => `${token}/${tags[i]}`).join(' '));
}

const CONLL = '-DOCSTART- -X- -X- O\n\nAda NNP B-NP B-PER\n# # I-NP O\n\n\nin IN B-PP O\nLondon NNP B-NP B-LOC \n';

describe('files of tagged sentences', () => {
  it('are columns at white space, with lines that begin documents', async () => {
    assert.deepEqual(await plain('train.txt', CONLL), ['Ada/B-PER #/O', 'in/O London/B-LOC']);
    assert.deepEqual(await plain('train.conll', CONLL, { tag: -2 }), ['Ada/B-NP #/I-NP', 'in/B-PP London/B-NP']);
    assert.deepEqual(await plain('train.conll', CONLL, { token: 2, tag: 3 }), ['NNP/B-NP #/I-NP', 'IN/B-PP NNP/B-NP']);
  });

  it('know the line of each token', async () => {
    const { sentences } = await load('train.txt', CONLL);
    assert.deepEqual(
      sentences.map(({ lines }) => lines),
      [
        [3, 4],
        [7, 8],
      ],
    );
  });

  it('are columns at tabs, in which a space is a token: KLUE-NER', async () => {
    const klue = '## klue-ner-v1_dev_00000-nsmc\t<경찰:OG> 또\n경\tB-OG\n찰\tI-OG\n \tO\n또\tO\n\n#\tO\n';
    assert.deepEqual(await plain('train.tsv', klue), ['경/B-OG 찰/I-OG  /O 또/O', '#/O']);
  });

  const SEJONG = '학교에\t학교/NNG + 에/JKB\n갔다\t가/VV+았/EP + 다/EF\n\n해\t하/VV + 어/EF\n';
  const asCharacters = ['학/B-NNG 교/I-NNG 에/B-JKB  /O 갔/B-○/VV+았/EP 다/B-EF', '해/B-○ㅏ/VV+어/EF'];

  it('are Korean words with their morphemes, of which each character is a token', async () => {
    const options = { morphemes: true };
    assert.deepEqual(await plain('train.txt', SEJONG, options), asCharacters);
    const numbered = SEJONG.replace(/^(?=.)/gm, 'BTAA0001-00000012\t');
    assert.deepEqual(await plain('train.txt', numbered, { ...options, token: 2 }), asCharacters);
    const { sentences } = await load('train.txt', SEJONG, options, 1);
    assert.deepEqual(sentences.map(({ lines }) => lines.join(' ')), ['1 1 1 1 2 2']); // prettier-ignore
    const homographs = await load('train.txt', '가다\t가__02/VV + 다/EF\n가다\t가__02/VV + 다/EF\n', options);
    assert.deepEqual(homographs.sentences[0].tags, ['B-VV', 'B-EF', 'O', 'B-VV', 'B-EF']);
    assert.deepEqual(homographs.notices, [
      '"train.txt": 2 words have numbers of homographs (as 가__02), which were left out.',
    ]);
  });

  it('are Korean treebanks, whose lemmas hold the morphemes', async () => {
    const line = (id: string, word: string, lemma: string, tag: string, more = '_'): string =>
      [id, word, lemma, 'X', tag, '_', '0', 'x', '_', more].join('\t');
    const content = [
      '# text = 학교라며 "갔다"+1',
      line('1', '학교라며', '학교', 'NNG+VCP+EC', 'OrigLemma=학교+이+라며'),
      line('2', '"', '"', 'SS', 'SpaceAfter=No'),
      line('3', '갔다', '가+았+다', 'VV+EP+EF', 'SpaceAfter=No|Translit=x'),
      line('4', '"', '"', 'SS', 'SpaceAfter=No'),
      line('5', '+', '+', 'SW'),
      line('6', '1', '1', 'SN'),
    ];
    assert.deepEqual(await plain('ko.conllu', content.join('\n'), { morphemes: true }), [
      '학/B-NNG 교/I-NNG+이/VCP 라/B-EC 며/I-EC  /O "/B-SS 갔/B-○/VV+았/EP 다/B-EF "/B-SS +/B-SW  /O 1/B-SN',
    ]);
    const wrong = line('1', '갔다', '가+았', 'VV+EP+EF');
    await rejects('ko.conllu', wrong, /line 1: the lemma and the part of speech "VV\+EP\+EF" of "갔다" do not name/);
    await rejects('ko.conllu', line('1', '갔다', '_', '_'), /"_" of "갔다" do not name/);
  });

  const rejects = (name: string, content: string, message: RegExp): Promise<void> =>
    assert.rejects(load(name, content, { morphemes: true }), (error: unknown) => {
      assert.ok(error instanceof LabError && error.code === 'INVALID_DATA', String(error));
      assert.match(error.message, message);
      return true;
    });

  it('are refused where words have no morphemes, with the line', async () => {
    await rejects('a.txt', `${SEJONG}\n가\tVV\n`, /line 6: "VV" is no list of morphemes as "학교\/NNG \+ 에\/JKB"/);
    await rejects('a.txt', '가 나\t가/VV + 나/EC\n', /line 1: the word "가 나" has white space within/);
    await rejects('a.jsonl', '{}', /is JSON: words with their morphemes are read from columns/);
    const columns = load('a.txt', SEJONG, { morphemes: true, columns: [3] });
    await assert.rejects(columns, /the model looks at column 3, which is of words/);
  });

  it('are columns at any separator that is said', async () => {
    assert.deepEqual(await plain('train.txt', 'a b|B-X\nc|O\n', { separator: 'pipe' }), ['a b/B-X c/O']);
    assert.deepEqual(await plain('train.txt', 'a_B-X\n', { separator: '_' }), ['a/B-X']);
  });

  it('may have texts of characters, of which those in parts (NFD) are one each', async () => {
    const text = '각a\u0301 क्'.normalize('NFD');
    const spans = [[0, 3, 'X']];
    const { sentences, notices } = await load('train.jsonl', JSON.stringify({ text, spans }), { units: 'characters' });
    assert.deepEqual(
      sentences[0].tokens.map((token) => token.normalize('NFC')),
      ['각', 'á', ' ', 'क', '्'],
    );
    assert.deepEqual([sentences[0].tags, notices], [['B-X', 'O', 'O', 'O', 'O'], []]);
  });

  it('are plain tags for one slip of the pen, which is found', async () => {
    const { sentences } = await load('train.txt', `${'a B-X\nb O\n\n'.repeat(10)}c BX\n`);
    assert.equal(finishTraining(schemeOf(sentences, 'auto')), undefined);
    const { file, ...stray } = strayTag(sentences) ?? {};
    assert.deepEqual([stray, path.basename(file ?? '')], [{ line: 31, tag: 'BX' }, 'train.txt']);
    const plainOnes = await load('train.txt', 'the DT\ndog NN\nruns VB\nB S-X\n');
    assert.equal(strayTag(plainOnes.sentences), undefined);
  });

  it('are read up to a limit of whole sentences', async () =>
    assert.deepEqual(await plain('train.txt', CONLL, {}, 1), ['Ada/B-PER #/O']));

  it('are JSON of tokens with tags', async () => {
    const lines = [
      { tokens: ['a', 'b'], tags: ['B-X', 'O'] },
      { tokens: ['c'], ner_tags: ['O'] },
    ];
    assert.deepEqual(await plain('train.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')), [
      'a/B-X b/O',
      'c/O',
    ]);
  });

  it('are JSON of spans, counted in characters, the emoji as one', async () => {
    const line = { text: '😀 Ada Lovelace, London', spans: [[2, 14, 'PER'], { start: 16, end: 22, label: 'LOC' }] };
    assert.deepEqual(await plain('train.jsonl', JSON.stringify(line)), [
      '😀/O Ada/B-PER Lovelace/I-PER ,/O London/B-LOC',
    ]);
    assert.deepEqual(
      await plain('train.jsonl', JSON.stringify({ text: '김연아', entities: [[0, 3, 'PS']] }), { units: 'characters' }),
      ['김/B-PS 연/I-PS 아/I-PS'],
    );
  });

  it('tell spans that are off the borders of tokens, and widen them', async () => {
    const { sentences, notices } = await load(
      'train.jsonl',
      `\n${JSON.stringify({
        text: 'to London ',
        spans: [
          [4, 9, 'LOC'],
          [9, 10, 'LOC'],
        ],
      })}`,
    );
    assert.deepEqual(sentences[0].tags, ['O', 'B-LOC']);
    assert.deepEqual(notices, [
      '"train.jsonl", line 2: the span 4 to 9 (LOC) does not begin and end where tokens do; it was widened to whole tokens.',
      '"train.jsonl", line 2: the span 9 to 10 (LOC) holds no token; it was left out.',
    ]);
  });

  const FAULTS: [what: string, name: string, content: string, message: RegExp, line: number | undefined][] = [
    ['a token without a tag', 'a.txt', 'a O\nb\n', /line 2: there is a token without a tag/, 2],
    ['a line with other columns', 'a.tsv', 'a\tO\nb\tX\tO\n', /line 2: 3 columns, where line 1 has 2/, 2],
    ['an empty tag', 'a.tsv', 'a\tO\nb\t\n', /line 2: the tag is empty/, 2],
    ['no sentence', 'a.txt', '\n\n', /no sentences/, undefined],
    [
      'tokens and tags that differ in number',
      'a.jsonl',
      '{"tokens":["a","b"],"tags":["O"]}',
      /2 tokens, but 1 tags/,
      1,
    ],
    [
      'spans that overlap',
      'a.jsonl',
      '{"text":"a b c","spans":[[0,3,"X"],[2,5,"Y"]]}',
      /0 to 3 \(X\) and 2 to 5 \(Y\) overlap/,
      1,
    ],
    [
      'a span beyond the text',
      'a.jsonl',
      '{"text":"a","spans":[[0,2,"X"]]}',
      /0 to 2 \(X\) does not lie in the text, which has 1/,
      1,
    ],
    ['what is no JSON', 'a.jsonl', 'a O', /not JSON/, 1],
    ['JSON without any tags', 'a.jsonl', '{"text":"a"}', /"tokens" with "tags" are needed/, 1],
    ['a list of JSON', 'a.json', '[]', /from \.jsonl/, undefined],
  ];
  for (const [what, name, content, message, line] of FAULTS)
    it(`refuse ${what}, with the place`, () =>
      assert.rejects(load(name, content), (error: unknown) => {
        assert.ok(error instanceof LabError && error.code === 'INVALID_DATA');
        assert.match(error.message, message);
        assert.equal(error.place?.line, line);
        return true;
      }));
});

describe('tags of files', () => {
  const ODD = 'a O\nb I-X\nc I-X\n\nd I-Y\n\ne B-X\n';

  it('that break their scheme begin entities or become O, which is told', async () => {
    const { sentences } = await load('odd.txt', ODD);
    const tagsBy = (rule: 'begin' | 'discard') => {
      const { sentences: checked, notices } = finishTraining(checkedTags(sentences, 'IOB2', rule));
      return { tags: checked.map(({ tags }) => tags.join(' ')), notices };
    };
    assert.deepEqual(tagsBy('begin').tags, ['O B-X I-X', 'B-Y', 'B-X']);
    assert.deepEqual(tagsBy('discard').tags, ['O O O', 'O', 'B-X']);
    assert.match(
      tagsBy('begin').notices[0],
      /"odd.txt": 3 tags stand where IOB2 does not allow them, the first in line 2 \(I-X\); they begin/,
    );
    assert.match(tagsBy('discard').notices[0], /became O/);
  });

  it('that break their scheme are refused where that is asked for', async () => {
    const { sentences } = await load('odd.txt', 'e B-X\n\nd I-Y\n');
    const refused = /line 3: I-Y begins a sentence, which IOB2 does not allow/;
    assert.throws(() => finishTraining(checkedTags(sentences, 'IOB2', 'refuse')), refused);
  });

  it('that are none are refused, with the line', async () => {
    const { sentences } = await load('odd.txt', 'a O\nb NN\n');
    assert.throws(
      () => finishTraining(checkedTags(sentences, 'IOB2', 'begin')),
      /line 2: "NN" is no tag of a scheme like IOB2/,
    );
  });

  it('say their scheme, where nobody says it', async () => {
    const of = async (content: string) => finishTraining(schemeOf((await load('a.txt', content)).sentences, 'auto'));
    assert.equal(await of('a B-X\nb I-X\n'), 'IOB2');
    assert.equal(await of('a I-X\nb B-X\n'), 'IOB1');
    assert.equal(await of('a DT\nb NN\n'), undefined);
  });
});
