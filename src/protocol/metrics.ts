// The one table of metrics: what each is called, which of two values is the better one, and how a value is written. Keys
// of metrics may bear a prefix that says what was measured: `validation.accuracy`, `test.loss`, `averaged.bleu`.

import { figure, share } from './figures';
import { toTranslate } from './toTranslate';

export interface Metric {
  /** As it stands in a sentence, `84.1 % accuracy`; English, and a text of the list for translators unless it is a name. */
  label: string;
  /** At the head of a row or a column, where it is written otherwise there. */
  heading?: string;
  /** What it measures. */
  hint?: string;
  /** Which of two values is the better one. */
  better: 'less' | 'greater';
  /** A share of one is written as per cent. */
  form: 'share' | 'figure';
  /** Decimals in tables of evaluations, where a difference of the last digit still counts. */
  decimals?: number;
}

const ROUGE_HINT = toTranslate(
  'F1 of words, pairs of words, or the longest common subsequence; the mean over sentences',
);

const TABLE = {
  accuracy: { label: toTranslate('accuracy'), heading: toTranslate('Accuracy'), better: 'greater', form: 'share' },
  macroF1: { label: toTranslate('macro F1'), heading: toTranslate('Macro F1'), better: 'greater', form: 'share' },
  microF1: {
    label: toTranslate('micro F1'),
    heading: toTranslate('Micro F1'),
    hint: toTranslate('F1 over the labels of all texts taken together: frequent labels count more'),
    better: 'greater',
    form: 'share',
  },
  hammingLoss: {
    label: toTranslate('Hamming loss'),
    heading: toTranslate('Hamming loss'),
    hint: toTranslate('Of all answers to whether a text has a label, the share that is wrong'),
    better: 'less',
    form: 'share',
  },
  meanAbsoluteError: {
    label: toTranslate('mean absolute error'),
    heading: toTranslate('Mean absolute error'),
    hint: toTranslate('How far the answers are from the right ones; of labels with an order, in steps'),
    better: 'less',
    form: 'figure',
  },
  meanSquaredError: {
    label: toTranslate('mean squared error'),
    heading: toTranslate('Mean squared error'),
    hint: toTranslate('The mean of the squares of how far the answers are from the right ones'),
    better: 'less',
    form: 'figure',
  },
  rootMeanSquaredError: {
    label: toTranslate('root mean squared error'),
    heading: toTranslate('Root mean squared error'),
    hint: toTranslate('The root of the mean squared error: large errors count more than in the mean absolute error'),
    better: 'less',
    form: 'figure',
  },
  pearson: {
    label: toTranslate('Pearson correlation'),
    heading: toTranslate('Pearson correlation'),
    hint: toTranslate('Whether answers rise and fall with the right ones on a line: 1 at best, 0 for none'),
    better: 'greater',
    form: 'figure',
    decimals: 4,
  },
  spearman: {
    label: toTranslate('Spearman correlation'),
    heading: toTranslate('Spearman correlation'),
    hint: toTranslate('Pearson correlation of the ranks: whether answers are in the right order'),
    better: 'greater',
    form: 'figure',
    decimals: 4,
  },
  precision: {
    label: toTranslate('precision'),
    heading: toTranslate('Precision'),
    hint: toTranslate('Of the texts predicted as this label, the share that was right: precision = TP / (TP + FP)'),
    better: 'greater',
    form: 'share',
  },
  recall: {
    label: toTranslate('recall'),
    heading: toTranslate('Recall'),
    hint: toTranslate('Of the texts with this label, the share that was found: recall = TP / (TP + FN)'),
    better: 'greater',
    form: 'share',
  },
  f1: {
    label: toTranslate('F1'),
    hint: toTranslate('Harmonic mean: F1 = 2 · precision · recall / (precision + recall)'),
    better: 'greater',
    form: 'share',
  },
  matthews: {
    label: toTranslate('Matthews correlation'),
    heading: toTranslate('Matthews correlation'),
    hint: toTranslate('How much answers go with the right labels, whatever their shares: 1 at best, 0 as by chance'),
    better: 'greater',
    form: 'figure',
    decimals: 4,
  },
  tokenAccuracy: {
    label: toTranslate('token accuracy'),
    heading: toTranslate('Token accuracy'),
    better: 'greater',
    form: 'share',
  },
  wordAccuracy: {
    label: toTranslate('word accuracy'),
    heading: toTranslate('Word accuracy'),
    hint: toTranslate('The share of words between spaces of which every morpheme is right'),
    better: 'greater',
    form: 'share',
  },
  loss: { label: toTranslate('loss'), heading: toTranslate('Loss'), better: 'less', form: 'figure' },
  perplexity: {
    label: toTranslate('perplexity'),
    heading: toTranslate('Perplexity'),
    hint: toTranslate('e to the mean negative log probability of a reference token, given the right tokens before it'),
    better: 'less',
    form: 'figure',
    decimals: 2,
  },
  pseudoPerplexity: {
    label: toTranslate('pseudo-perplexity'),
    heading: toTranslate('Pseudo-perplexity'),
    hint: toTranslate(
      'e to the mean negative log probability of a token that is masked alone, given all others (Salazar et al. 2020)',
    ),
    better: 'less',
    form: 'figure',
    decimals: 2,
  },
  generatorLoss: {
    label: toTranslate('loss of the generator'),
    heading: toTranslate('Loss of the generator'),
    hint: toTranslate('The mean negative log probability of the tokens that stand where some were masked'),
    better: 'less',
    form: 'figure',
  },
  detectionAccuracy: {
    label: toTranslate('accuracy of detection'),
    heading: toTranslate('Accuracy of detection'),
    hint: toTranslate('Of all tokens, the share of which the model says rightly whether they were replaced'),
    better: 'greater',
    form: 'share',
  },
  detectionF1: {
    label: toTranslate('F1 of detection'),
    heading: toTranslate('F1 of detection'),
    hint: toTranslate('F1 of the tokens that were replaced: how many are found, and how many found ones were replaced'),
    better: 'greater',
    form: 'share',
  },
  pairAccuracy: {
    label: toTranslate('accuracy of pairs'),
    heading: toTranslate('Accuracy of pairs'),
    hint: toTranslate(
      'Of all pairs of texts, the share of which the model says rightly whether the second follows on the first',
    ),
    better: 'greater',
    form: 'share',
  },
  wordPerplexity: {
    label: toTranslate('perplexity per word'),
    heading: toTranslate('Perplexity per word'),
    hint: toTranslate(
      'e to the negative log probability of the text, divided by its words, which are what stands between white space: to compare models that cut texts differently',
    ),
    better: 'less',
    form: 'figure',
    decimals: 2,
  },
  bitsPerCharacter: {
    label: toTranslate('bits per character'),
    heading: toTranslate('Bits per character'),
    hint: toTranslate(
      'Of the negative log probability of the text to base 2, the part of a character: to compare models that cut texts differently',
    ),
    better: 'less',
    form: 'figure',
    decimals: 3,
  },
  bleu: { label: 'BLEU', better: 'greater', form: 'figure', decimals: 2 },
  chrf: {
    label: 'chrF',
    hint: toTranslate('F2 of character n-grams of 1 to 6 characters, as sacreBLEU'),
    better: 'greater',
    form: 'figure',
    decimals: 2,
  },
  cider: {
    label: 'CIDEr-D',
    hint: toTranslate(
      'How much of the captions that people wrote for the same picture is written, weighed by how rare it is among all pictures, 0 to 10 (Vedantam et al. 2015)',
    ),
    better: 'greater',
    form: 'figure',
    decimals: 3,
  },
  rouge1: { label: 'ROUGE-1', hint: ROUGE_HINT, better: 'greater', form: 'figure', decimals: 2 },
  rouge2: { label: 'ROUGE-2', hint: ROUGE_HINT, better: 'greater', form: 'figure', decimals: 2 },
  rougeL: { label: 'ROUGE-L', hint: ROUGE_HINT, better: 'greater', form: 'figure', decimals: 2 },
  pairs: {
    label: toTranslate('pairs of words seen'),
    heading: toTranslate('Pairs of words seen'),
    hint: toTranslate('A word and one near it, as often as was learned from them; with CBOW, a word and all near it'),
    better: 'greater',
    form: 'figure',
  },
  wordsPerSecond: {
    label: toTranslate('words per second'),
    heading: toTranslate('Words per second'),
    better: 'greater',
    form: 'figure',
  },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof TABLE;

export const METRICS: Readonly<Record<MetricName, Metric>> = TABLE;

/** `accuracy` of `validation.accuracy`; undefined where the table has no such metric. */
export function metricName(key: string): MetricName | undefined {
  const name = key.slice(key.lastIndexOf('.') + 1);
  return Object.hasOwn(METRICS, name) ? (name as MetricName) : undefined;
}

/** Whether one value of a metric is better than another; an equal one is not. */
export function isBetter(name: MetricName, value: number, than: number): boolean {
  return METRICS[name].better === 'less' ? value < than : value > than;
}

/** A value by the key of its metric, where it stands alone: `validation.accuracy` as a share, `test.loss` as a figure. */
export function metricText(key: string, value: number): string {
  const name = metricName(key);
  return name !== undefined && METRICS[name].form === 'share' ? share(value) : figure(value);
}

/** A value in a table of evaluations: with the decimals of its metric. */
export function metricInTable(name: MetricName, value: number): string {
  const { decimals } = METRICS[name];
  return decimals === undefined ? metricText(name, value) : value.toFixed(decimals);
}

const LOSSES: Readonly<Record<string, string>> = {
  loss: toTranslate('training loss'),
  'validation.loss': toTranslate('validation loss'),
};

/** What metrics are called in the language of `translate`. */
export const metricNames = (translate: (text: string) => string) => ({
  /** `validation.accuracy` as `accuracy`; a loss says whose it is, and what the table lacks keeps its key. */
  monitored(key: string): string {
    const name = metricName(key);
    return translate(LOSSES[key] ?? (name ? METRICS[name].label : key));
  },
  label: (name: MetricName): string => translate(METRICS[name].label),
  heading: (name: MetricName): string => translate(METRICS[name].heading ?? METRICS[name].label),
  hint: (name: MetricName): string | undefined => METRICS[name].hint && translate(METRICS[name].hint),
});
