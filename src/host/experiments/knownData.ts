// Public data sets that are known by their columns: which columns are read and predicted, and by which measure they are judged.
// Pure.

export interface KnownData {
  name: string;
  text: string | readonly [string, string];
  label: string;
  /** Of numbers; else labels. */
  areNumbers?: true;
  /** The official measure, where it is another than the usual one. */
  monitor?: string;
}

const SENTENCES = ['sentence1', 'sentence2'] as const;

/** Columns of each, as published; the first whose columns are all there is meant. */
const KNOWN: readonly (KnownData & { columns: readonly string[] })[] = [
  {
    name: 'STS-B',
    columns: ['genre', 'old_index', 'source1', 'score'],
    text: SENTENCES,
    label: 'score',
    areNumbers: true,
  },
  {
    name: 'KorSTS',
    columns: ['genre', 'filename', 'year', 'score'],
    text: SENTENCES,
    label: 'score',
    areNumbers: true,
  },
  {
    ...{ name: 'KLUE-STS', columns: ['labels.real-label'], text: SENTENCES, label: 'labels.label' },
    ...{ areNumbers: true, monitor: 'pearson' },
  },
  { name: 'STS', columns: ['score'], text: SENTENCES, label: 'score', areNumbers: true },
  { name: 'MRPC', columns: ['Quality'], text: ['#1 String', '#2 String'], label: 'Quality', monitor: 'f1' },
  { name: 'QQP', columns: ['qid1', 'qid2'], text: ['question1', 'question2'], label: 'is_duplicate', monitor: 'f1' },
  { name: 'QNLI', columns: [], text: ['question', 'sentence'], label: 'label' },
  { name: 'KLUE-NLI', columns: ['premise', 'hypothesis'], text: ['premise', 'hypothesis'], label: 'gold_label' },
  { name: 'MNLI, KorNLI', columns: [], text: SENTENCES, label: 'gold_label' },
  { name: 'RTE, WNLI', columns: [], text: SENTENCES, label: 'label' },
  { name: 'NSMC', columns: ['id'], text: 'document', label: 'label' },
  { name: 'YNAT', columns: ['guid'], text: 'title', label: 'label', monitor: 'macroF1' },
];

/** Undefined for columns of no data set that is known. */
export function knownData(columns: readonly string[]): KnownData | undefined {
  const has = (name: string): boolean => columns.includes(name);
  return KNOWN.find(({ columns: own, text, label }) => own.every(has) && [text].flat().every(has) && has(label));
}
