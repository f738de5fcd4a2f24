// Reports on parallel text: checked when they are read from a run's folder, and shortened for the view. Pure.
import type { Interval, TranslationReport } from '../../protocol/translation';
import type { ShownTranslation } from '../../protocol/views';

const LONGEST_TEXT = 400;

type Fields = Record<string, unknown>;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isInterval = (value: unknown): value is Interval =>
  isFields(value) && [value.value, value.low, value.high].every(isNumber);

function isExample(value: unknown): value is TranslationReport['examples'][number] {
  if (!isFields(value)) return false;
  const { source, reference, output, bleu, line } = value;
  return [source, reference, output].every(isText) && isNumber(bleu) && (line === undefined || isNumber(line));
}

/** Nothing in the file is trusted: a report that is not whole reads as absent. */
export function isTranslationReport(value: unknown): value is TranslationReport {
  if (!isFields(value) || value.kind !== 'translation' || !isFields(value.rouge)) return false;
  const { bleu, chrf, perplexity, rouge, precisions, examples } = value;
  return (
    [bleu, chrf, perplexity, rouge.rouge1, rouge.rouge2, rouge.rougeL].every(isInterval) &&
    [value.loss, value.brevityPenalty, value.systemLength, value.referenceLength, value.count].every(isNumber) &&
    [value.signature, value.source].every(isText) &&
    Array.isArray(precisions) &&
    precisions.every(isNumber) &&
    Array.isArray(examples) &&
    examples.every(isExample)
  );
}

/** As much of a text as a view shows. */
export const shortened = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;

export function shownTranslation(report: TranslationReport): ShownTranslation {
  const examples = report.examples.map(({ source, reference, output, ...rest }) => ({
    ...{ source: shortened(source), reference: shortened(reference), output: shortened(output) },
    ...rest,
  }));
  return { ...report, examples };
}
