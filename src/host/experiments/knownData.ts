// Public data sets that are known by their columns: which columns are read and predicted, and by which measure they are judged.
// Pure.
import type { ColumnsReply } from '../../protocol/columns';

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

/** Columns of each, as published; the first whose columns are all there is meant. `isWhole`: there are no others. */
const KNOWN: readonly (KnownData & { columns: readonly string[]; isWhole?: true })[] = [
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
  { name: 'SST-2', columns: ['sentence', 'label'], isWhole: true, text: 'sentence', label: 'label' },
  { name: 'NSMC', columns: ['id'], text: 'document', label: 'label' },
  { name: 'YNAT', columns: ['guid'], text: 'title', label: 'label', monitor: 'macroF1' },
];

/** CoLA has no header: source, label, the author's own mark ("*" or none) and sentence. */
const COLA = { name: 'CoLA', text: 'column 4', label: 'column 2', monitor: 'matthews' };

const isCola = ({ columns, header, sample }: Shown): boolean =>
  header === false &&
  columns.length === 4 &&
  sample.length > 0 &&
  sample.every(([source, label, mark]) => /^\S+$/.test(source) && /^[01]$/.test(label) && /^[*?#%]*$/.test(mark));

type Shown = Pick<ColumnsReply, 'columns' | 'header' | 'sample'>;

/** Undefined for columns of no data set that is known. */
export function knownData(shown: Shown): KnownData | undefined {
  const { columns } = shown;
  if (isCola(shown)) return COLA;
  const has = (name: string): boolean => columns.includes(name);
  return KNOWN.find(({ columns: own, isWhole, text, label }) => {
    const areThere = own.every(has) && [text].flat().every(has) && has(label);
    return areThere && (!isWhole || columns.length === own.length);
  });
}
