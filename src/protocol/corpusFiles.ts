// Which files are read as text, told by their names: one list for menus, dialogs, searches and the engine.

/** Endings of tables with named columns, and how a table with such an ending is written. */
const TABLES = { csv: 'csv', tsv: 'tsv', tab: 'tsv', jsonl: 'jsonl', ndjson: 'jsonl' } as const;

export type TableKind = (typeof TABLES)[keyof typeof TABLES];

export const tableEndings: readonly string[] = Object.keys(TABLES);

/** Endings of files with texts: tables, and files with a text on each line. */
export const corpusEndings: readonly string[] = ['txt', 'md', ...tableEndings, 'conll'];

/** Endings of files with a token and its tag on each line. */
export const taggedEndings: readonly string[] = ['conll', 'conllu', 'bio', 'iob', 'iob2'];

const LANGUAGES = ['de', 'en', 'ko', 'fr', 'es', 'it', 'ja', 'zh', 'ru'];

/** Endings of files with a text on each line that a model may read: the sides of parallel text are often named by language. */
export const sourceEndings: readonly string[] = ['txt', 'src', 'source', ...LANGUAGES];

/** Endings of parallel text: one of two files, or a table with a column for each side. */
export const parallelEndings: readonly string[] = [...new Set([...sourceEndings, 'tgt', 'target', ...tableEndings])];

/** A regular expression, as its source, for names with one of the endings; `compressed`: or with `.gz` behind it. */
export const endingPattern = (endings: readonly string[], { compressed = true } = {}): string =>
  `\\.(${endings.join('|')})${compressed ? '(\\.gz)?' : ''}$`;

/** Names of tokenizers and of vectors, likewise. */
export const TOKENIZER_NAME = 'tokenizer.*\\.json$';
export const VECTORS_NAMES = [
  '\\.(vec|ftz|safetensors)(\\.gz)?$',
  '(vectors|word2vec|glove|fasttext|w2v).*\\.(txt|bin|tsv)(\\.gz)?$',
] as const;

const patternOf = (endings: readonly string[]): RegExp => new RegExp(endingPattern(endings), 'i');
const TABLE = patternOf(tableEndings);
const CORPUS = patternOf(corpusEndings);
const TAGGED = patternOf(taggedEndings);
const PARALLEL = patternOf(parallelEndings);

export const isTableFile = (name: string): boolean => TABLE.test(name);

export const isParallelFile = (name: string): boolean => PARALLEL.test(name);

export const isTaggedFile = (name: string): boolean => TAGGED.test(name);

export const isCorpusFile = (name: string): boolean => CORPUS.test(name);

/** How a table is written; undefined for a file that is none. */
export function tableKind(name: string): TableKind | undefined {
  const ending = TABLE.exec(name)?.[1]?.toLowerCase();
  return Object.entries(TABLES).find(([known]) => known === ending)?.[1];
}

/** `reviews` for `reviews.tsv.gz`, `train.de` for `train.de.gz`. */
export const withoutEnding = (name: string): string => name.replace(CORPUS, '').replace(/\.gz$/i, '');
