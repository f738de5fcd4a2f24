// The text of a language model: where lines and rows end, what is held out and counted, and what is refused. Ids go through the store.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { prepareLanguageCorpus, type LanguageCorpus } from '../../../../src/engine/tasks/languageModel/languageCorpus';
import { languageModelSchema } from '../../../../src/engine/tasks/languageModel/schema';
import type { TokenPart } from '../../../../src/engine/store/tokenStore';
import { withFolder } from '../../store/support/temporaryFolder';

interface Asked {
  files: Record<string, string | Buffer>;
  data: object;
  tokenizer?: object | string;
  more?: object;
}

const noRun = () => Promise.reject(new Error('No other run is there.'));

const characters = { type: 'character', lowercase: false, minFrequency: 1 };
const words = { type: 'whitespace', lowercase: false, minFrequency: 1 };

const withCorpus = ({ files, data, tokenizer = characters, more }: Asked, use: (corpus: LanguageCorpus) => void) =>
  withFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), content);
    }
    const experiment = languageModelSchema.parse({ task: 'language-model', data, tokenizer, ...more });
    const { signal } = new AbortController();
    const corpus = await prepareLanguageCorpus({
      experiment,
      baseFolder: folder,
      signal,
      progress: () => undefined,
      openRun: noRun,
    });
    try {
      use(corpus);
    } finally {
      corpus.close();
    }
  });

function tokensOf({ text }: LanguageCorpus, part: TokenPart | undefined): string[] {
  if (!part) return [];
  const ids = new Int32Array(part.length);
  part.read(0, ids);
  return Array.from(ids, (id) => text.vocabulary.tokens[id]);
}

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i}\n`).join('');

describe('the text of a language model', () => {
  it('is one stream in which line breaks are characters', () =>
    withCorpus({ files: { 'a.txt': 'ab\r\n\r\nb a' }, data: { train: 'a.txt', validation: 0 } }, (corpus) => {
      assert.equal(tokensOf(corpus, corpus.train).join(''), 'ab\n\nb a\n');
      assert.deepEqual([corpus.validation, corpus.test], [undefined, undefined]);
      const { text } = corpus;
      assert.equal(text.vocabulary.tokens[text.begin], '\n');
      assert.equal(text.decode([...text.encode('b\na')]), 'b\na');
    }));

  it('is learned from its beginning alone where a share is asked for, with the vocabulary of all of it', () =>
    withCorpus(
      { files: { 'a.txt': 'ab cd ef\ngh' }, data: { train: 'a.txt', validation: 0, share: 0.5 }, tokenizer: words },
      (corpus) => {
        assert.equal(tokensOf(corpus, corpus.train).join(' '), 'ab cd ef');
        assert.ok(corpus.text.vocabulary.tokens.includes('gh'));
      },
    ));

  it('has the end symbol between lines where words are the tokens', () =>
    withCorpus(
      { files: { 'a.txt': 'ab c\n\nb' }, data: { train: 'a.txt', validation: 0 }, tokenizer: words },
      (corpus) => {
        assert.equal(tokensOf(corpus, corpus.train).join(' '), 'ab c <eos> <eos> b <eos>');
        const { text } = corpus;
        assert.equal(text.begin, text.end);
        assert.deepEqual(text.place('c\nab c'), { ids: text.encode('c\nab c'), offsets: [[0, 1], [1, 2], [2, 4], [5, 6]] }); // prettier-ignore
        assert.equal(text.decode([...text.encode('c\nab c')]), 'c\nab c');
      },
    ));

  it('of a table is the text column, each row with its end', () => {
    const files = { 'a.tsv': 'text\tn\nab\t1\nc d\t2\n' };
    return withCorpus({ files, data: { train: 'a.tsv', validation: 0 } }, (corpus) =>
      assert.equal(tokensOf(corpus, corpus.train).join('|'), 'a|b|<eos>|c| |d|<eos>'),
    );
  });

  it('is a folder, or a list of files, packed ones too, in their order', async () => {
    const files = { 'texts/b.txt': 'bb\n', 'texts/a.txt': 'aa\n', 'c.txt.gz': zlib.gzipSync('cc\n') };
    const tokens = (train: string | string[]) => {
      let found = '';
      return withCorpus({ files, data: { train, validation: 0 } }, (corpus) => {
        found = tokensOf(corpus, corpus.train).join('');
        assert.ok(Object.keys(corpus.hashes).length >= 2);
      }).then(() => found);
    };
    assert.equal(await tokens('texts'), 'aa\nbb\n');
    assert.equal(await tokens(['c.txt.gz', 'texts/b.txt']), 'cc\nbb\n');
  });

  it('holds out its end in one piece, the test text last, and learns its vocabulary from the rest alone', () => {
    const files = { 'a.txt': `${lines(8)}validation\ntesting\n` };
    return withCorpus({ files, data: { train: 'a.txt', validation: 0.125, test: 0.1 }, tokenizer: words }, (corpus) => {
      assert.equal(tokensOf(corpus, corpus.train).length, 24);
      assert.deepEqual(tokensOf(corpus, corpus.validation), ['<unk>', '<eos>']);
      assert.deepEqual(tokensOf(corpus, corpus.test), ['<unk>', '<eos>']);
      assert.match(corpus.notices.join(), /validation 50\.0 %, test 50\.0 %/);
      const [passage] = corpus.test?.passages ?? [];
      assert.deepEqual(
        { ...passage, file: path.basename(passage.file) },
        { from: 0, to: 2, characters: 8, words: 1, unknown: 1, text: 'testing', file: 'a.txt', line: 10 },
      );
    });
  });

  it('may have parts of their own', () => {
    const files = { 'a.txt': 'one two\n', 'b.txt': 'two\ntwo one\n', 'c.txt': 'one 😀\n' };
    const data = { train: 'a.txt', validation: 'b.txt', test: 'c.txt' };
    return withCorpus({ files, data }, (corpus) => {
      assert.equal(tokensOf(corpus, corpus.validation).join(''), 'two\ntwo one\n');
      const [first, second] = corpus.validation?.passages ?? [];
      assert.deepEqual([first.from, first.to, second.from, second.to, second.words], [0, 4, 4, 12, 2]);
      assert.equal(corpus.test?.passages[0].characters, 6);
    });
  });

  it('is cleaned, and read up to a limit', () => {
    const files = { 'a.txt': 'AB\nab\nCC\ndd\n' };
    const more = { clean: ['lowercase', 'duplicates'] };
    return withCorpus({ files, data: { train: 'a.txt', validation: 0, limit: 3 }, more }, (corpus) =>
      assert.equal(tokensOf(corpus, corpus.train).join(''), 'ab\ncc\n'),
    );
  });

  it('has passages of several lines where there are very many', () => {
    const files = { 'a.txt': 'x\n', 'b.txt': lines(10_000) };
    return withCorpus({ files, data: { train: 'a.txt', validation: 'b.txt' } }, ({ validation }) => {
      assert.ok(validation);
      const { passages, length } = validation;
      assert.ok(passages.length <= 4096 && passages.length > 2000, String(passages.length));
      const sum = (of: (passage: (typeof passages)[number]) => number) =>
        passages.reduce((all, one) => all + of(one), 0);
      const text = lines(10_000);
      assert.deepEqual([sum(({ characters }) => characters), sum(({ words: count }) => count)], [text.length, 20_000]);
      passages.forEach(({ from, line }, i) => {
        assert.equal(from, i === 0 ? 0 : passages[i - 1].to);
        assert.equal(line, 4 * i + 1);
      });
      assert.equal(passages.at(-1)?.to, length);
    });
  });

  const refused: [string, Asked, object][] = [
    ['a single line of which a part is to be held out', { files: { 'a.txt': 'one line' }, data: { train: 'a.txt' } }, { code: 'INVALID_DATA', place: { key: ['data', 'validation'] }, message: /validation part is empty.*file of its own/ }], // prettier-ignore
    ['an empty text', { files: { 'a.txt': '' }, data: { train: 'a.txt', validation: 0 } }, { code: 'INVALID_DATA', place: { key: ['data', 'train'] } }], // prettier-ignore
    ['a folder without texts', { files: { 'f/a.bin': 'x' }, data: { train: 'f' } }, { code: 'INVALID_DATA', message: /holds no text/ }], // prettier-ignore
    ['a file that is not there', { files: {}, data: { train: 'a.txt' } }, { code: 'NOT_FOUND' }],
  ];
  for (const [name, asked, expected] of refused)
    it(`is refused where it is ${name}`, () =>
      assert.rejects(
        withCorpus(asked, () => undefined),
        expected as Error,
      ));
});
