// Names that stand in files, experiments, settings and messages between versions: whoever changes one breaks what people have.

import assert from 'node:assert/strict';
import { ABILITIES, answers, can } from '../../src/protocol/ability';
import {
  analyserOf,
  analyserOfStage,
  ANALYSER_STAGES,
  ANALYSERS,
  byAnalyser,
  cutsMorphemes,
  modelFolderKey,
} from '../../src/protocol/analysers/analysers';
import { labelOf, textOf, type Answer } from '../../src/protocol/answer';
import { cleaningStepNames, plainCleaningStepNames, stopWordLists } from '../../src/protocol/cleaning';
import {
  corpusEndings,
  isParallelFile,
  parallelEndings,
  sourceEndings,
  tableEndings,
} from '../../src/protocol/corpusFiles';
import { filesOfSource } from '../../src/protocol/data';
import { EMBEDDING_FORMAT, embeddingMetadata, embeddingTensors, VECTORS_FILE } from '../../src/protocol/embedding';
import { MAP_METHODS } from '../../src/protocol/embeddingsView';
import { ENCODING_ALIASES, encodingNamed, ENCODINGS, titleOfEncoding } from '../../src/protocol/encodings';
import { METRICS } from '../../src/protocol/metrics';
import { RAGGED_ROWS, readingOptionsOf, SEPARATOR_NAMES, separatorOf } from '../../src/protocol/reading';
import { intervalsOf, metricsOf, type Report } from '../../src/protocol/report';
import { TRASH_FOLDER } from '../../src/protocol/run';
import { fileNameOf, SAVE_KINDS } from '../../src/protocol/saveFile';
import { columnOf, FORGETS_SPACES, forgetsSpaces, isSubword, MOST_COLUMNS, SUBWORDS, TOKENIZER_TYPES } from '../../src/protocol/tokenColumns'; // prettier-ignore
import { ownSpecialTokens, specialsInText } from '../../src/protocol/tokenizer';

const words = (text: string): string[] => text.trim().split(/\s+/);

describe('names that stay', () => {
  const lists: [what: string, names: readonly string[], expected: string][] = [
    [
      'abilities',
      ABILITIES,
      'label number tag pair write picture continue fill score attend search explain trace vectors embed',
    ],
    [
      'stop word lists',
      stopWordLists,
      'both en en-long ko none ar bg da de el es fi fr hi hu id it nl no pt ro ru sv tr',
    ],
    ['cleaning steps', cleaningStepNames, 'replace html urls emails emoji nfc nfkc brackets lowercase repeats digits special-characters stop-words stemming duplicates'], // prettier-ignore
    ['tables', tableEndings, 'csv tsv tab jsonl ndjson'],
    ['texts', corpusEndings, 'txt md csv tsv tab jsonl ndjson conll'],
    ['sources', sourceEndings, 'txt src source de en ko fr es it ja zh ru'],
    ['parallel text', parallelEndings, 'txt src source de en ko fr es it ja zh ru tgt target csv tsv tab jsonl ndjson'],
    ['encodings', ENCODINGS, 'utf-8 utf-16le utf-16be cp949 gb18030 big5 shift_jis euc-jp windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 windows-874 iso-8859-2 iso-8859-5 iso-8859-7 iso-8859-15 koi8-r koi8-u ibm866 macintosh'], // prettier-ignore
    ['other encodings', ENCODING_ALIASES, 'euc-kr gbk gb2312 sjis cp932 latin1 iso-8859-1 iso-8859-9'],
    ['ragged rows', RAGGED_ROWS, 'refuse skip repair'],
    ['separators', SEPARATOR_NAMES, 'comma semicolon tab pipe'],
    ['saved kinds', SAVE_KINDS, 'png svg csv json txt md tex html'],
    ['maps', MAP_METHODS, 'pca tsne umap axes'],
    ['tensors of vectors', Object.entries(embeddingTensors).flat(), 'vectors vectors words words counts counts context context ngrams ngrams'], // prettier-ignore
    ['metadata of vectors', Object.entries(embeddingMetadata).flat(), 'format format model model subwords subwords'],
    ['files', [EMBEDDING_FORMAT, VECTORS_FILE, TRASH_FOLDER], 'nlp-lab-embedding vectors.safetensors trash'],
    ['subwords', SUBWORDS, 'bpe byte-bpe wordpiece unigram'],
    ['tokenizers', TOKENIZER_TYPES, 'whitespace word regex character syllable jamo segmenter kiwi kuromoji bpe byte-bpe wordpiece unigram file'], // prettier-ignore
    ['without spaces', FORGETS_SPACES, 'syllable jamo regex segmenter kiwi kuromoji'],
    ['stages', ANALYSER_STAGES, 'Kiwi Kuromoji'],
    ['analysers', ANALYSERS.map(({ type, needs, tagged }) => `${type}:${needs}:${tagged}`), 'kiwi:model:먹/VV kuromoji:dictionary:食べ/動詞'], // prettier-ignore
  ];
  for (const [what, names, expected] of lists) it(`of ${what}`, () => assert.deepEqual([...names], words(expected)));

  it('of steps without options: all but the one that replaces', () =>
    assert.deepEqual(['replace', ...plainCleaningStepNames], [...cleaningStepNames]));

  it('of encodings, as others write them', () => {
    const rows = `utf8=utf-8 utf16=utf-16le Unicode=utf-16le utf-8-sig=utf-8 US-ASCII= ascii=utf-8 EUC-KR=cp949 KS_C_5601=cp949 uhc=cp949
      ms949=cp949 windows-949=cp949 gbk=gb18030 GB2312=gb18030 cp936=gb18030 cp950=big5 big5-hkscs=big5 SJIS=shift_jis cp932=shift_jis
      windows-31j=shift_jis latin1=windows-1252 ISO-8859-1=windows-1252 ansi=windows-1252 latin-2=iso-8859-2 latin-9=iso-8859-15
      iso-8859-9=windows-1254 latin5=windows-1254 iso-8859-8=windows-1255 tis-620=windows-874 iso-8859-11=windows-874 cp874=windows-874
      cp866=ibm866 mac-roman=macintosh CP-1251=windows-1251 CP1252=windows-1252 Shift-JIS=shift_jis koi8=`;
    for (const [name, encoding] of words(rows).map((row) => row.split('=')))
      assert.equal(encodingNamed(name), encoding === '' ? undefined : encoding, name);
    for (const encoding of ENCODINGS) assert.equal(encodingNamed(titleOfEncoding(encoding)), encoding);
    const titles = ['utf-8', 'shift_jis', 'cp949', 'windows-1252', 'macintosh', 'big5', 'koi8-r'].map(titleOfEncoding);
    assert.deepEqual(titles, words('UTF-8 Shift_JIS CP949 Windows-1252 Macintosh BIG5 KOI8-R'));
  });

  it('of metrics, what is better, how they are written', () => {
    const rows = Object.entries(METRICS).map(([name, { better, form, decimals }]) =>
      [name, better, form, decimals ?? ''].join(':').replace(/:$/, ''),
    );
    assert.deepEqual(rows, words(`accuracy:greater:share macroF1:greater:share microF1:greater:share hammingLoss:less:share
      meanAbsoluteError:less:figure
      meanSquaredError:less:figure rootMeanSquaredError:less:figure pearson:greater:figure:4 spearman:greater:figure:4
      precision:greater:share recall:greater:share
      f1:greater:share matthews:greater:figure:4 tokenAccuracy:greater:share wordAccuracy:greater:share loss:less:figure perplexity:less:figure:2
      pseudoPerplexity:less:figure:2 generatorLoss:less:figure detectionAccuracy:greater:share
      detectionF1:greater:share pairAccuracy:greater:share wordPerplexity:less:figure:2 bitsPerCharacter:less:figure:3 bleu:greater:figure:2
      chrf:greater:figure:2 cider:greater:figure:3 rouge1:greater:figure:2 rouge2:greater:figure:2 rougeL:greater:figure:2 pairs:greater:figure
      wordsPerSecond:greater:figure`)); // prettier-ignore
    const names = (['bleu', 'chrf', 'rouge1', 'rouge2', 'rougeL'] as const).map((name) => METRICS[name].label);
    assert.deepEqual(names, ['BLEU', 'chrF', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L']);
  });
});

describe('small answers of the protocol', () => {
  it('on abilities', () => {
    const run = (...abilities: (typeof ABILITIES)[number][]) => ({ abilities });
    assert.ok(can(run('label', 'vectors'), 'write', 'vectors') && !can(run('label'), 'write') && !can(run('label')));
    assert.deepEqual([run('label'), run('write'), run('vectors'), run()].map(answers), [true, true, false, false]);
  });

  it('on analysers', () => {
    assert.ok(
      cutsMorphemes('kiwi') && cutsMorphemes('kuromoji') && !cutsMorphemes('word') && !cutsMorphemes('toString'),
    );
    assert.equal(analyserOf('kiwi').name, 'Kiwi');
    assert.equal(analyserOfStage('Kuromoji')?.type, 'kuromoji');
    assert.equal(analyserOfStage('kuromoji'), undefined);
    assert.deepEqual(byAnalyser(({ name }) => name), { kiwi: 'Kiwi', kuromoji: 'Kuromoji' }); // prettier-ignore
    assert.equal(modelFolderKey('kiwi'), 'kiwiModelFolder');
    const baseForms = ANALYSERS.map((facts) => 'baseForm' in facts && facts.baseForm);
    assert.deepEqual(baseForms, [false, '食べる for 食べ']);
  });

  it('on what a run answers with', () => {
    const [label, text] = [{ kind: 'label' }, { kind: 'text' }] as Answer[];
    assert.equal(labelOf(label), label);
    assert.equal(textOf(text), text);
    assert.throws(() => labelOf(text), { code: 'INTERNAL', message: /gave a text/ });
    assert.throws(() => textOf(label), { code: 'INTERNAL', message: /gave a label/ });
  });

  it('on files of sources, kinds of files and their names', () => {
    assert.deepEqual(filesOfSource('a.csv'), ['a.csv']);
    assert.deepEqual(filesOfSource({ labels: { good: 'g', bad: 'b' } }), ['g', 'b']);
    assert.deepEqual(filesOfSource({ source: 's', target: 't' }), ['s', 't']);
    assert.ok(
      isParallelFile('a.DE.gz') && isParallelFile('a.tgt') && !isParallelFile('a.pdf') && !isParallelFile('de'),
    );
    assert.equal(fileNameOf(' ..a/b<c>:"|?*\u0000d\\e  f. ', 'svg'), 'a b c d e f.svg');
    assert.equal(fileNameOf('. .', 'csv'), 'NLP Lab.csv');
    assert.equal(fileNameOf('x'.repeat(150), 'png'), `${'x'.repeat(80)}.png`);
  });

  it('on reading', () => {
    assert.deepEqual(SEPARATOR_NAMES.map(separatorOf), [',', ';', '\t', '|']);
    assert.deepEqual(['#', 'toString'].map(separatorOf), ['#', 'toString']);
    const options = { encoding: 'utf-8', separator: ';', header: true, quotes: false, raggedRows: 'skip', asLines: true } as const; // prettier-ignore
    assert.deepEqual(readingOptionsOf({ ...options, ...{ file: 'x' } }), options);
  });

  it('on figures of a report', () => {
    const figures: Report['figures'] = [
      { metric: 'accuracy', value: 0.5, low: 0.4, high: 0.6 },
      { metric: 'loss', value: 1, isMinor: true },
      { metric: 'bleu', value: 30, low: 20 },
    ];
    assert.deepEqual(metricsOf({ figures }), { accuracy: 0.5, bleu: 30 });
    assert.deepEqual(intervalsOf({ figures }), { accuracy: [0.4, 0.6] });
  });

  it('on columns of tokens and special tokens', () => {
    const start = { minFrequency: 1, pattern: '\\p{L}+|\\p{N}+', compatibility: 'unicode', numWords: 0, oovToken: '', language: '', spaces: 'dropped', file: '', specialTokens: 'text', alphabetLimit: 0, userWords: '', tags: false, contentWords: false, baseForms: false, filters: '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n' }; // prettier-ignore
    assert.deepEqual(columnOf('word'), { ...start, type: 'word', lowercase: true, vocabularySize: 20_000 });
    assert.deepEqual(columnOf('bpe', { minFrequency: 3 }), { ...start, type: 'bpe', lowercase: false, vocabularySize: 8000, minFrequency: 3 }); // prettier-ignore
    assert.equal(MOST_COLUMNS, 4);
    assert.deepEqual([isSubword('unigram'), isSubword('word'), forgetsSpaces('jamo'), forgetsSpaces('word')], [true, false, true, false]); // prettier-ignore
    assert.deepEqual(ownSpecialTokens({ specialTokens: ['<a>'] }), ['<a>']);
    assert.deepEqual(ownSpecialTokens({ specialTokens: 'text' }), []);
    assert.equal(specialsInText({ specialTokens: ['<a>'] }), 'text');
    assert.equal(specialsInText({}), 'text');
  });
});
