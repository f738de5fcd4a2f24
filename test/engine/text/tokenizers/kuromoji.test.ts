// Japanese morphemes with the real dictionary, which is that of the npm package; what is expected is what MeCab says with IPADIC.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from '../../../support/properties';
import { timesOf } from '../../../support/tier';
import { TokenizerBuilder } from '@patdx/kuromoji';
import NodeDictionaryLoader from '@patdx/kuromoji/node';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../../src/engine/text/tokenizerFile';
import type { Analyser } from '../../../../src/engine/text/tokenizers/analysers/analyser';
import { sentencesOf } from '../../../../src/engine/text/tokenizers/analysers/japaneseSentences';
import { loadAnalyser, openAnalyser } from '../../../../src/engine/text/tokenizers/analysers/openAnalyser';
import { LabError, type LabErrorCode } from '../../../../src/protocol/labError';
import type { TokenizerOptions } from '../../../../src/protocol/tokenizer';

const PACKAGE = 'node_modules/@patdx/kuromoji';

const rejects = (code: LabErrorCode, says: RegExp) => (error: unknown) =>
  error instanceof LabError && error.code === code && says.test(error.message);

describe('Japanese morphemes', () => {
  let analyser: Analyser;
  before(async () => (analyser = await openAnalyser('kuromoji', PACKAGE)));

  const options = { type: 'kuromoji', lowercase: false, vocabularySize: 500, minFrequency: 1 } as const;
  const cut = (text: string, more: Partial<TokenizerOptions> = {}) =>
    createTokenizer({ ...options, ...more }, { analyser }).tokenize(text);
  const words = (text: string, more?: Partial<TokenizerOptions>): string => cut(text, more).tokens.join(' ');

  for (const [text, expected, base] of [
    ['すもももももももものうち', 'すもも も もも も もも の うち', 'すもも も もも も もも の うち'],
    ['東京特許許可局', '東京 特許 許可 局', '東京 特許 許可 局'],
    ['食べられなかった。', '食べ られ なかっ た 。', '食べる られる ない た 。'],
    ['吾輩は猫である。名前はまだ無い。', '吾輩 は 猫 で ある 。 名前 は まだ 無い 。', '吾輩 は 猫 だ ある 。 名前 は まだ 無い 。'], // prettier-ignore
    ['GPT 4\tを　使った\n', 'GPT 4 を 使っ た', 'GPT 4 を 使う た'],
    ['𠮷野家😀😀で食べた', '𠮷 野家 😀😀 で 食べ た', '𠮷 野家 😀😀 で 食べる た'],
    ['猫 \ufffd 𠮷 😀', '猫 \ufffd 𠮷 😀', '猫 \ufffd 𠮷 😀'],
    ['\0あり\0', '\0 あり \0', '\0 あり \0'],
    [' \n', '', ''],
  ] as const)
    it(`are those of IPADIC: ${JSON.stringify(text)}`, () => {
      assert.equal(words(text), expected);
      assert.equal(words(text, { baseForms: true }), base);
      const { tokens, offsets } = cut(text);
      assert.deepEqual(offsets.map(([start, end]) => text.slice(start, end)), tokens); // prettier-ignore
    });

  it('have parts of speech, and only those that carry meaning where that is asked for', () => {
    const text = '私は、2024年に東京大学へ行きました！';
    assert.equal(words(text, { tags: true, contentWords: true }), '2024/名詞 東京大学/名詞 行き/動詞');
    assert.equal(words('行きました', { tags: true, baseForms: true }), '行く/動詞 ます/助動詞 た/助動詞');
  });

  it('are what the package says of any text that it reads rightly, and cover the others', async () => {
    const kuromoji = await new TokenizerBuilder({
      loader: new NodeDictionaryLoader({ dic_path: `${PACKAGE}/dict` }),
    }).build();
    const read = fc.string({ unit: fc.constantFrom(...'私は東京大学で食べたカタカナー、。！aB1 \n　'), maxLength: 60 });
    fc.assert(
      fc.property(read, (text) => {
        const expected = kuromoji.tokenize(text).map((token) => token.surface_form);
        const isWord = (token: string): boolean => token.trim() !== '';
        assert.deepEqual(cut(text).tokens, expected.filter(isWord));
      }),
      { numRuns: timesOf(40, 400) },
    );
    const any = fc.string({ unit: fc.constantFrom('猫', 'カ', '𠮷', '😀', '\0', 'a', ' ', '。', ','), maxLength: 700 });
    fc.assert(
      fc.property(any, (text) => assert.equal(cut(text).tokens.join(''), text.replaceAll(' ', ''))),
      { numRuns: timesOf(10, 100) },
    );
  });

  it('are cut in sentences that are short, behind a pause where there is one', () => {
    const text = `${'あ'.repeat(250)}！${'𠮷'.repeat(2000)}`;
    const sentences = sentencesOf(text);
    assert.equal(sentences[0].text.length, 251);
    for (const sentence of sentences) assert.ok(sentence.text.length <= 300);
    assert.deepEqual(
      sentences.slice(1).map(({ placeOf }) => placeOf(0)),
      sentences.slice(0, -1).map(({ text: { length }, placeOf }) => placeOf(length)),
    );
    assert.equal(sentences.at(-1)?.placeOf(Infinity), text.length);
  });

  it('are a stage of a tokenizer.json, which needs the dictionary', () => {
    const vocabulary = learnVocabulary(['食べました。'], createTokenizer({ ...options, baseForms: true }, { analyser }), options); // prettier-ignore
    const json = formatTokenizer({ ...options, baseForms: true }, vocabulary);
    assert.match(json, /"type": ?"Kuromoji"/);
    const { tokens } = parseTokenizer(json, 'x', { analyser }).tokenizer.tokenize('食べた');
    assert.deepEqual(tokens, ['食べる', 'た']);
    assert.throws(() => parseTokenizer(json, 'x'), rejects('INVALID_FILE', /Kuromoji, whose dictionary is not given/));
  });
});

describe("Kuromoji's dictionary", () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-kuromoji-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is asked for with what to do where there is none', async () => {
    for (const wrong of [undefined, folder])
      await assert.rejects(openAnalyser('kuromoji', wrong), rejects('NOT_FOUND', /dictionary.*npm install kuromoji.*base\.dat\.gz.*kuromojiModelFolder.*--kuromoji-model/)); // prettier-ignore
    fs.copyFileSync(`${PACKAGE}/dict/base.dat.gz`, path.join(folder, 'base.dat.gz'));
    await assert.rejects(openAnalyser('kuromoji', folder), rejects('NOT_FOUND', /lacks cc\.dat\.gz, check\.dat\.gz, /));
  });

  it('is refused where it is damaged', async () => {
    for (const name of fs.readdirSync(`${PACKAGE}/dict`)) fs.writeFileSync(path.join(folder, name), 'x');
    await assert.rejects(loadAnalyser('kuromoji', folder), rejects('INVALID_FILE', /damaged or of another version/));
  });
});
