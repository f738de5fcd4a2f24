// Names that stand in files, experiments, settings and messages between versions: whoever changes one breaks what people have.

import assert from 'node:assert/strict';
import { ABILITIES, answers, can, isJudged } from '../../src/protocol/ability';
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
  taggedEndings,
  tableEndings,
} from '../../src/protocol/corpusFiles';
import { filesOfSource } from '../../src/protocol/data';
import { EMBEDDING_FORMAT, embeddingMetadata, embeddingTensors, VECTORS_FILE } from '../../src/protocol/embedding';
import { MAP_METHODS } from '../../src/protocol/embeddingsView';
import { ENCODING_ALIASES, encodingNamed, ENCODINGS, titleOfEncoding } from '../../src/protocol/encodings';
import { ATTRIBUTION_METHODS, ATTRIBUTION_STEPS } from '../../src/protocol/attribution';
import { SCRIPT_LANGUAGES } from '../../src/protocol/batch';
import { MOST_COMPARED } from '../../src/protocol/comparison';
import { EXAMPLE_ORDERS, LEAST_GROUP, MOST_COLUMN_VALUES, RANGES, SURE } from '../../src/protocol/examples';
import { CURVE_AXES, MOST_CURVES } from '../../src/protocol/experimentTableView';
import { TRACKER_NAMES } from '../../src/protocol/exportedFolder';
import { MOST_RUNS as writingRuns } from '../../src/protocol/generateView';
import { WATCHED } from '../../src/protocol/gradients';
import { MOST_RUNS as watchedRuns } from '../../src/protocol/gradientsView';
import { PATIENCE_MS } from '../../src/protocol/hardStop';
import { ENTITY_ERRORS } from '../../src/protocol/judgedTags';
import { LABELLING_FILTERS, LABELLING_STEPS } from '../../src/protocol/labellingView';
import { SURFACE_EXAMPLES, SURFACE_POINTS } from '../../src/protocol/lossSurface';
import { TENSORS } from '../../src/protocol/networkNames';
import { MOST_WRITTEN } from '../../src/protocol/networkView';
import { ODD_BY } from '../../src/protocol/oddLines';
import { MOST_NODES } from '../../src/protocol/onnx';
import { MOST_PICTURE_BYTES } from '../../src/protocol/playgroundView';
import { MOST_STEPS } from '../../src/protocol/projection';
import { QUEUE_FILE, QUEUE_FOLDER } from '../../src/protocol/queue';
import { RATE_RANGE } from '../../src/protocol/rateRange';
import { RANGE_BOUNDS } from '../../src/protocol/rateRangeView';
import { STOP } from '../../src/protocol/serving';
import { TAG_FILTERS } from '../../src/protocol/tagsView';
import { MOST_PART } from '../../src/protocol/tensors';
import { DATA_PARTS, TEXT_POOLINGS } from '../../src/protocol/textVectors';
import { type NamedFile, NAMED_FILES } from '../../src/protocol/writing';
import { METRICS } from '../../src/protocol/metrics';
import { RAGGED_ROWS, readingOptionsOf, SEPARATOR_NAMES, separatorOf } from '../../src/protocol/reading';
import { intervalsOf, metricsOf, type Report } from '../../src/protocol/report';
import { ABOUT_LIMITS, CURVES, TRASH_FOLDER } from '../../src/protocol/run';
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
    [
      'files',
      [EMBEDDING_FORMAT, VECTORS_FILE, TRASH_FOLDER, CURVES],
      'nlp-lab-embedding vectors.safetensors trash curves',
    ],
    ['subwords', SUBWORDS, 'bpe byte-bpe wordpiece unigram'],
    ['tokenizers', TOKENIZER_TYPES, 'whitespace word regex character syllable jamo segmenter kiwi kuromoji bpe byte-bpe wordpiece unigram file'], // prettier-ignore
    ['without spaces', FORGETS_SPACES, 'syllable jamo regex segmenter kiwi kuromoji'],
    ['stages', ANALYSER_STAGES, 'Kiwi Kuromoji'],
    ['poolings', TEXT_POOLINGS, 'mean max first last sum idf attention'],
    ['parts of data', DATA_PARTS, 'train validation test'],
    [
      'ways to find what speaks for an answer',
      ATTRIBUTION_METHODS,
      'weights integrated gradient leave-one-out attention',
    ],
    ['what is watched', WATCHED, 'parameters steps activations attention'],
    ['errors of entities', ENTITY_ERRORS, 'boundary type missed invented'],
    ['odd lines', ODD_BY, 'character token'],
    ['languages of scripts', SCRIPT_LANGUAGES, 'torch keras'],
    ['trackers', TRACKER_NAMES, 'tensorboard mlflow'],
    ['the queue', [QUEUE_FOLDER, QUEUE_FILE, STOP], '.queue queue.json stop'],
    ['tag filters', TAG_FILTERS, 'all wrong boundary type missed invented'],
    ['labelling filters', LABELLING_FILTERS, 'all open labelled name'],
    ['labelling steps', LABELLING_STEPS, 'next previous open'],
    ['axes of curves', CURVE_AXES, 'step epoch time tokens'],
    ['orders of examples', EXAMPLE_ORDERS, 'place text gold prediction probability loss score tokens unknown'],
    ['ranges', RANGES, 'tokens unknown number'],
    ['tagged texts', taggedEndings, 'conll conllu bio iob iob2'],
    ['analysers', ANALYSERS.map(({ type, needs, tagged }) => `${type}:${needs}:${tagged}`), 'kiwi:model:먹/VV kuromoji:dictionary:食べ/動詞'], // prettier-ignore
  ];
  for (const [what, names, expected] of lists) it(`of ${what}`, () => assert.deepEqual([...names], words(expected)));

  it('of tensors, each with a sign of its own', () => {
    const signs = Object.values(TENSORS).map(({ symbol }) => symbol);
    assert.equal(signs.join(' '), 'x e_t u_t x_t i_t f_t g_t o_t c_t r_t z_t n_t h_t y Q K V S S + M A C O z x′ c f α v a s_0 ã_t l e T log p ŷ'); // prettier-ignore
    assert.equal(new Set(signs).size, signs.length);
  });

  it('of files that experiments name, by where to look for them', () => {
    const fits = (kind: NamedFile, name: string): boolean => new RegExp(NAMED_FILES[kind].pattern, 'i').test(name);
    const files: Record<NamedFile, [fitting: string, other: string][]> = {
      corpus: [
        ['a.csv.gz', 'a.bin'],
        ['a.bio', 'csv'],
        ['a.de', 'a.gz'],
      ],
      tokenizer: [
        ['tokenizer.json', 'tokenizer.txt'],
        ['my-tokenizer-2.json', 'token.json'],
      ],
      vectors: [
        ['a.vec', 'a.vec.zip'],
        ['glove.txt', 'a.txt'],
      ],
      tensors: [['a.safetensors', 'a.safetensors.txt']],
      words: [['words.txt', 'words.txt.gz']],
      program: [
        ['model.ts', 'model.d.ts'],
        ['model.mjs', 'model.json'],
        ['m.js', 'm.d.mts'],
        ['m.mts', 'm.cts'],
      ],
    };
    for (const [kind, pairs] of Object.entries(files) as [NamedFile, [string, string][]][])
      for (const [fitting, other] of pairs)
        assert.deepEqual([fits(kind, fitting), fits(kind, other)], [true, false], fitting);
    const globs = Object.values(NAMED_FILES).map(({ glob }) => glob);
    assert.match(globs[0], /^\*\*\/\*\.\{txt,md,csv,.*conllu,.*de,.*tgt,.*gz\}$/);
    assert.deepEqual(globs.slice(1), words('**/*tokenizer*.json **/*.{vec,ftz,safetensors,txt,bin,tsv,gz} **/*.safetensors **/*.txt **/*.{ts,mts,js,mjs}')); // prettier-ignore
  });

  it('of limits that people run into', () => {
    assert.deepEqual(SURFACE_POINTS, { usual: 21, least: 5, most: 101 });
    assert.deepEqual(SURFACE_EXAMPLES, { usual: 500, most: 1_000_000 });
    assert.deepEqual(RANGE_BOUNDS, { least: 1e-12, most: 1e6, fewestSteps: 10, mostSteps: 2000 });
    assert.deepEqual(RATE_RANGE, { from: 1e-6, to: 10, steps: 150 });
    assert.deepEqual(ATTRIBUTION_STEPS, { usual: 64, most: 2000 });
    assert.deepEqual(ABOUT_LIMITS, { name: 200, tag: 60, tags: 32, note: 10_000 });
    assert.deepEqual([MOST_PART, MOST_NODES, MOST_PICTURE_BYTES], [{ rows: 96, columns: 128 }, 20_000, 20_000_000]);
    assert.deepEqual([MOST_CURVES, MOST_WRITTEN, watchedRuns, writingRuns, MOST_COMPARED], [1000, 32, 4, 2, 500]);
    assert.deepEqual([SURE, LEAST_GROUP, MOST_COLUMN_VALUES, PATIENCE_MS, MOST_STEPS], [0.9, 20, 50, 30_000, 1e6]);
  });

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
    const [answering, judged] = [answers, isJudged].map((is) => ABILITIES.filter((ability) => is(run(ability))));
    assert.deepEqual(answering, words('label number tag write fill'));
    assert.deepEqual(judged, words('label number tag write fill score'));
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
