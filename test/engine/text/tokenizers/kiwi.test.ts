// Cutting by morphemes: the stage with an analyser made up here, since a model of Kiwi's cannot be shipped; and the real
// WebAssembly as far as it goes without one.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../../src/engine/text/tokenizerFile';
import type { Analyser, BuildAnalyser, Morpheme } from '../../../../src/engine/text/tokenizers/analysers/analyser';
import { morphemeOf } from '../../../../src/engine/text/tokenizers/analysers/kiwi';
import { loadAnalyser, openAnalyser } from '../../../../src/engine/text/tokenizers/analysers/openAnalyser';
import { LabError, type LabErrorCode } from '../../../../src/protocol/labError';

type Entry = [form: string, tag: string, at: number, length: number];

/** Knows a few words, as Kiwi tells of them: forms that are not in the text, morphemes that share a syllable. */
const words: Record<string, Entry[]> = {
  학교에: [['학교', 'NNG', 0, 2], ['에', 'JKB', 2, 1]], // prettier-ignore
  갔다: [['가', 'VV-R', 0, 1], ['었', 'EP', 0, 1], ['다', 'EF', 1, 1]], // prettier-ignore
  '😀': [['😀', 'W_EMOJI', 0, 2]],
  NLP: [['NLP', 'SL', 0, 3]],
};

const madeUp: Analyser = {
  type: 'kiwi',
  analyse: (text) =>
    [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }): Morpheme[] =>
      (words[word] ?? [[word, 'UNK', 0, word.length]]).map(([str, tag, at, length]) =>
        morphemeOf({ str, tag, position: index + at, length }),
      ),
    ),
};

const rejects = (code: LabErrorCode, says: RegExp) => (error: unknown) =>
  error instanceof LabError && error.code === code && says.test(error.message);

describe('cutting by morphemes', () => {
  const text = '😀 학교에 갔다 NLP';
  const options = { type: 'kiwi', lowercase: false, vocabularySize: 100, minFrequency: 1 } as const;
  const cut = (more: object, given = text, userWords?: string[]) =>
    createTokenizer({ ...options, ...more }, { analyser: madeUp, userWords }).tokenize(given);

  it('gives forms with the places of what they stand for, in UTF-16 units', () => {
    const { tokens, offsets } = cut({});
    assert.deepEqual(tokens, ['😀', '학교', '에', '가', '었', '다', 'NLP']);
    assert.deepEqual(
      offsets.map(([start, end]) => text.slice(start, end)),
      ['😀', '학교', '에', '갔', '갔', '다', 'NLP'],
    );
  });

  it('adds parts of speech, and keeps only words that carry meaning', () => {
    assert.deepEqual(cut({ tags: true }).tokens.slice(1, 4), ['학교/NNG', '에/JKB', '가/VV']);
    assert.deepEqual(cut({ contentWords: true, tags: true }).tokens, ['학교/NNG', '가/VV', 'NLP/SL']);
    assert.deepEqual(cut({ lowercase: true }).tokens.at(-1), 'nlp');
  });

  it('leaves words of a person whole, and reads letters that are put together from parts', () => {
    const given = '학교에 갔다';
    const decomposed = given.normalize('NFD');
    assert.deepEqual(cut({ userWords: 'x' }, given, ['학교에']).tokens, ['학교에', '가', '었', '다']);
    const { tokens, offsets } = cut({}, decomposed);
    assert.deepEqual(tokens, ['학교', '에', '가', '었', '다']);
    assert.deepEqual(
      offsets.map(([start, end]) => decomposed.slice(start, end).normalize('NFC')),
      ['학교', '에', '갔', '갔', '다'],
    );
  });

  it('is written as a tokenizer.json that gives the same with Kiwi, and is refused without', () => {
    const tokenizer = createTokenizer({ ...options, tags: true }, { analyser: madeUp });
    const vocabulary = learnVocabulary([text, '학교에 갔다'], tokenizer, options);
    const json = formatTokenizer(options, vocabulary);
    const opened = parseTokenizer(json, 'x', { analyser: madeUp });
    assert.deepEqual(opened.tokenizer.tokenize(text), { ...tokenizer.tokenize(text), ids: [...opened.tokenizer.encode(opened.vocabulary, text)] }); // prettier-ignore
    assert.deepEqual(opened.tokenizer.encode(opened.vocabulary, '갔다 새말'), Int32Array.of(...['가/VV', '었/EP', '다/EF'].map((token) => vocabulary.idOf(token)), 1)); // prettier-ignore
    assert.throws(() => parseTokenizer(json, 'x'), rejects('INVALID_FILE', /Kiwi/));
    const inSequence = JSON.parse(json) as { pre_tokenizer: object };
    inSequence.pre_tokenizer = { type: 'Sequence', pretokenizers: [inSequence.pre_tokenizer, { type: 'Whitespace' }] };
    assert.throws(() => parseTokenizer(JSON.stringify(inSequence), 'x', { analyser: madeUp }), rejects('INVALID_FILE', /by itself/)); // prettier-ignore
  });

  it('does not believe places that lie outside the text', () => {
    const places = { tag: 'SL', isContent: true };
    const wild: Analyser = { type: 'kiwi', analyse: () => [{ ...places, form: 'a', start: -3, end: 96 }, { ...places, form: '', start: 0, end: 0 }] }; // prettier-ignore
    assert.deepEqual(createTokenizer(options, { analyser: wild }).tokenize('xy').offsets, [[0, 2]]);
  });

  it('says which text Kiwi gave up on', () => {
    const failing: Analyser = {
      type: 'kiwi',
      analyse() {
        throw 165512 as unknown as Error; // the WebAssembly throws numbers
      },
    };
    assert.throws(
      () => createTokenizer(options, { analyser: failing }).tokenize('가나'),
      rejects('INVALID_DATA', /"가나"/),
    );
  });
});

describe("Kiwi's model", () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-kiwi-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const write = (...names: string[]): void => {
    const inner = path.join(folder, 'models', 'cong', 'base');
    fs.mkdirSync(inner, { recursive: true });
    for (const name of names) fs.writeFileSync(path.join(inner, name), name);
  };
  const whole = ['sj.morph', 'combiningRule.txt', 'extract.mdl', 'default.dict', 'cong.mdl'];

  it('is asked for with what to do where there is none', async () => {
    for (const wrong of [undefined, '', folder, path.join(folder, 'nowhere')])
      await assert.rejects(openAnalyser('kiwi', wrong), rejects('NOT_FOUND', /github.com\/bab2min\/Kiwi.*kiwiModelFolder.*--kiwi-model/)); // prettier-ignore
    write('sj.morph', 'extract.mdl');
    await assert.rejects(openAnalyser('kiwi', folder), rejects('NOT_FOUND', /lacks combiningRule.txt, default.dict, cong.mdl or sj.knlm/)); // prettier-ignore
  });

  it('is found in the folders of its archive, and only its files are read', async () => {
    write(...whole, 'README.md');
    const read: string[] = [];
    const build: BuildAnalyser = (files) => {
      read.push(...Object.keys(files));
      assert.equal(Buffer.from(files['sj.morph']).toString(), 'sj.morph');
      return Promise.resolve(madeUp.analyse);
    };
    await loadAnalyser('kiwi', folder, () => Promise.resolve(build));
    assert.deepEqual(read.sort(), [...whole].sort());
  });

  it('is refused by the real WebAssembly where it is damaged', async () => {
    write(...whole, 'typo.dict', 'multi.dict');
    await assert.rejects(loadAnalyser('kiwi', folder), (error: unknown) => {
      assert.equal(typeof (error as LabError).cause, 'number'); // so the WebAssembly throws
      return rejects('INVALID_FILE', /damaged or of another version/)(error);
    });
  });
});
