// The tokens view short of the editor: what a column may ask for, where tokenizers differ, what a tokenizer.json says.
import assert from 'node:assert/strict';
import { countsOf, shownLine } from '../../src/host/tokens/tokenPages';
import { isColumns, keptColumns, tokenizerOf } from '../../src/host/tokens/columnOptions';
import { describeTokenizer } from '../../src/engine/text/tokenizers/describeTokenizer';
import type { LabError } from '../../src/protocol/labError';
import { columnOf } from '../../src/protocol/tokenColumns';
import type { ColumnOptions } from '../../src/protocol/tokensView';
import { bordersOfOne, type Offsets } from '../../src/webviews/tokens/differences';

describe('the columns that a view asks for', () => {
  const columns = [0, 1, 2, 3].map((id) => ({ id, options: columnOf('word') }));
  const rows: [string, unknown, boolean][] = [
    ['one to four', columns, true],
    ['none', [], false],
    ['five', [...columns, { id: 4, options: columnOf('bpe') }], false],
    ['two of one id', [columns[0], columns[0]], false],
    ['a type that there is not', [{ id: 0, options: { ...columnOf('word'), type: 'mecab' } }], false],
    ['a path', [{ id: 0, options: { ...columnOf('file'), path: '/etc/passwd' } }], false],
  ];
  for (const [name, value, right] of rows)
    it(`are ${right ? 'let through' : 'refused'}: ${name}`, () => assert.equal(isColumns(value), right));

  const common = { lowercase: true, vocabularySize: 20_000, minFrequency: 1 };
  const places = { file: '/a/tokenizer.json', userWords: '', modelFolders: {} };
  const requests: [string, Parameters<typeof columnOf>, object][] = [
    ['words', ['word', { pattern: 'x', numWords: 5 }], { type: 'word', ...common }],
    ['a pattern', ['regex', { pattern: '\\w+' }], { type: 'regex', ...common, pattern: '\\w+' }],
    ['a file', ['file', { file: 'key' }], { type: 'file', ...common, file: '/a/tokenizer.json' }],
    ['morphemes', ['kiwi', { tags: true }], { type: 'kiwi', ...common, tags: true, contentWords: false }],
    ['base forms', ['kuromoji', { baseForms: true, tags: true }], { type: 'kuromoji', ...common, tags: true, contentWords: false, baseForms: true }], // prettier-ignore
    [
      'words as in Keras',
      ['word', { compatibility: 'keras', filters: '!', numWords: 9, oovToken: '<oov>' }],
      { type: 'word', ...common, compatibility: 'keras', filters: '!', numWords: 9, oovToken: '<oov>' },
    ],
    [
      'words as in Keras without a token for unknown ones',
      ['word', { compatibility: 'keras', filters: '!' }],
      { type: 'word', ...common, compatibility: 'keras', filters: '!', numWords: 0 },
    ],
  ];
  it('say where the models of analysers are, where that is set', () => {
    const modelFolders = { kuromojiModelFolder: '/dict' };
    for (const type of ['file', 'kiwi', 'kuromoji'] as const)
      assert.deepEqual(tokenizerOf(columnOf(type), { modelFolders }).modelFolders, modelFolders);
    assert.equal(tokenizerOf(columnOf('word'), { modelFolders }).modelFolders, undefined);
  });

  it('ask for words that stay whole, and for an alphabet where pieces are learned', () => {
    const own = { userWords: '/a/words.txt' };
    assert.equal(tokenizerOf(columnOf('word', { alphabetLimit: 9 }), own).alphabetLimit, undefined);
    assert.equal(tokenizerOf(columnOf('word'), own).userWords, '/a/words.txt');
    const { alphabetLimit, userWords } = tokenizerOf(columnOf('bpe', { alphabetLimit: 9 }), own);
    assert.deepEqual([alphabetLimit, userWords], [9, '/a/words.txt']);
    assert.equal(tokenizerOf(columnOf('file'), own).userWords, undefined);
  });

  it('are taken from what an older version kept, with what it did not know', () => {
    const older: Partial<ColumnOptions> = columnOf('bpe', { vocabularySize: 77 });
    delete older.userWords;
    assert.deepEqual(keptColumns([{ id: 3, options: older }]), [
      { id: 3, options: columnOf('bpe', { vocabularySize: 77 }) },
    ]);
    for (const nonsense of [undefined, 'x', [null], [{ id: 'x' }], [{ id: 0, options: { type: 'morse' } }]])
      assert.equal(keptColumns(nonsense), undefined);
  });

  for (const [name, given, expected] of requests)
    it(`ask the engine for what belongs to the type only: ${name}`, () =>
      assert.deepEqual(tokenizerOf(columnOf(...given), places), expected));
});

describe('differences between tokenizers', () => {
  const no = { start: false, end: false };
  const rows: [string, (Offsets | undefined)[], number, unknown][] = [
    ['one column has none', [[[0, 3]]], 3, [[no]]],
    [
      'the same borders',
      [
        [
          [0, 2],
          [3, 5],
        ],
        [
          [0, 2],
          [3, 5],
        ],
      ],
      5,
      [
        [no, no],
        [no, no],
      ],
    ],
    [
      'a border of one column, drawn once',
      [
        [
          [0, 2],
          [2, 5],
        ],
        [[0, 5]],
      ],
      5,
      [[no, { start: true, end: false }], [no]],
    ],
    ['an end where nothing begins', [[[0, 2]], [[0, 5]]], 5, [[{ start: false, end: true }], [no]]],
    ['a column that is not there yet', [[[0, 2]], undefined], 5, [[no], undefined]],
    [
      'a border of two of three',
      [
        [
          [0, 2],
          [2, 5],
        ],
        [
          [0, 2],
          [2, 5],
        ],
        [[0, 5]],
      ],
      5,
      [[no, no], [no, no], [no]],
    ],
  ];
  for (const [name, columns, length, expected] of rows)
    it(`are found: ${name}`, () => assert.deepEqual(bordersOfOne(columns, length), expected));
});

describe('a tokenizer.json', () => {
  const file = {
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Lowercase' }] },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    model: { type: 'BPE', unk_token: null, vocab: { b: 1, a: 0 }, merges: ['a b'] },
    post_processor: null,
  };

  it('is told in its five stages', () => {
    const { stages, vocabularySize, words } = describeTokenizer(JSON.stringify(file), 'tokenizer.json');
    assert.equal(vocabularySize, 2);
    assert.deepEqual(
      words.map(({ token }) => token),
      ['a', 'b'],
    );
    assert.deepEqual(stages, [
      { stage: 'normalizer', types: ['NFC', 'Lowercase'], detail: '' },
      { stage: 'pre-tokenizer', types: ['ByteLevel'], detail: 'add_prefix_space false' },
      { stage: 'model', types: ['BPE'], detail: 'vocab 2, merges 1' },
      { stage: 'post-processor', types: [], detail: '' },
      { stage: 'decoder', types: [], detail: '' },
    ]);
  });

  it('lists the pieces of Unigram by their place', () => {
    const unigram = {
      model: {
        type: 'Unigram',
        unk_id: 0,
        vocab: [
          ['<unk>', 0],
          ['a', -1.5],
        ],
      },
    };
    const { words } = describeTokenizer(JSON.stringify(unigram), 'tokenizer.json');
    assert.deepEqual(words, [
      { token: '<unk>', count: 0, id: 0 },
      { token: 'a', count: 0, id: 1 },
    ]);
  });

  const faults: [string, string, RegExp, number][] = [
    ['a missing comma', '{\n  "model": {}\n  "version": 1\n}', /^x\.json is not JSON: line 3/, 3],
    ['an end too early', '{\n  "model": {', /not JSON: line 2/, 2],
    ['a model that is none', '{\n  "version": 1,\n  "model": 3\n}', /no object "model" \(line 3\)/, 3],
    ['no model', '{\n  "version": 1\n}', /no object "model" \(line 1\)/, 1],
  ];
  for (const [name, text, message, line] of faults)
    it(`is refused with the line of ${name}`, () =>
      assert.throws(
        () => describeTokenizer(text, 'x.json'),
        (error: LabError) => error.place?.line === line && message.test(error.message),
      ));

  it('is described no deeper than anyone reads, and refused when it is none however deep', () => {
    const nested = (levels: number): object =>
      levels === 0 ? { type: 'Lowercase' } : { type: 'Sequence', normalizers: [nested(levels - 1)] };
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]));
    const file = { normalizer: nested(2_000), decoder: wide, model: { type: 'BPE', vocab: {}, merges: [] } };
    const { stages } = describeTokenizer(JSON.stringify(file), 'x.json');
    assert.deepEqual([stages[0].types, stages[4].detail.split(', ').length], [['…'], 100]);
    const deep = '['.repeat(200_000);
    for (const text of [deep, `{"a":${deep}${']'.repeat(200_000)}}`])
      assert.throws(() => describeTokenizer(text, 'x.json'), { code: 'INVALID_FILE' });
  });

  for (const text of ['', '[]', '{"model":3}', 'null'])
    it(`is refused when it is none: ${text || 'nothing'}`, () =>
      assert.throws(() => describeTokenizer(text, 'x.json'), { code: 'INVALID_FILE' }));
});

describe('tokens outside the vocabulary', () => {
  const line = {
    line: 0,
    text: 'a b c',
    tokens: ['a', 'b', 'c'],
    ids: [4, 1, 1],
    offsets: [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  };
  const vocabulary = [
    { token: 'a', count: 3, id: 4 },
    { token: 'b', count: 1 },
  ];

  it('are those without an id, and those not listed that bear the id of <unk>', () => {
    const shown = shownLine(line as Parameters<typeof shownLine>[0], countsOf(vocabulary, true), false);
    assert.deepEqual(shown.unknown, [1, 2]);
    assert.deepEqual(shown.counts, [3, 1, 0]);
  });

  it('are not told by that id in a tokenizer.json, whose ids are its own', () => {
    const shown = shownLine(line as Parameters<typeof shownLine>[0], countsOf(vocabulary, false), false);
    assert.deepEqual(shown.unknown, [1]);
  });
});
