// What the run's view shows, made from what the host knows: pure, texts excepted.
import * as path from 'node:path';
import { isExplainable } from '../../protocol/explanation';
import type { ClassificationReport } from '../../protocol/run';
import type { TranslationReport } from '../../protocol/translation';
import type { RunDetails, RunHeader } from '../../protocol/views';
import type { Translate } from '../editor/texts';
import { stateInWords } from './describeRun';
import { shownTranslation } from './parallelReports';
import { isResumable, isRunning, isUsable, type RunEntry, runId } from './runEntry';

const LONGEST_TEXT = 400;

/** `trusted`: in Restricted Mode a run can be looked at, not used. */
export function headerOf(entry: RunEntry, trusted: boolean, t: Translate): RunHeader {
  const { record, folder } = entry.summary;
  const { live } = entry;
  const running = isRunning(entry);
  return {
    id: runId(folder),
    name: record.name,
    status: live && live.phase !== 'training' ? live.phase : running ? 'running' : record.status,
    detail:
      record.failure && !running ? `${stateInWords(entry, t)}: ${record.failure.message}` : stateInWords(entry, t),
    epoch: live?.epoch ?? record.epoch,
    epochs: live?.epochs || record.epochs,
    seconds: live?.seconds ?? record.seconds,
    labels: record.labels,
    notices: record.notices,
    canStop: trusted && entry.ours && live !== undefined && live.phase !== 'stopping',
    canResume: trusted && isResumable(entry),
    canUse: trusted && isUsable(entry),
    ...(trusted && isUsable(entry) && isExplainable(record.modelType) ? { canExplain: true } : {}),
    ...(record.task === 'embedding' ? { embedding: embeddingOf(entry) } : {}),
    ...(record.task === 'sequence-to-sequence' ? { translates: true as const } : {}),
    ...(record.best
      ? { best: { epoch: record.best.epoch, monitor: record.best.monitor, value: record.best.value } }
      : {}),
  };
}

/** The latest figures of a run of word vectors; vectors can be looked at without trust, since nothing is run. */
function embeddingOf({ summary: { record }, live }: RunEntry): RunHeader['embedding'] {
  const { parameters, threads, metrics } = record;
  const { loss, wordsPerSecond } = { ...metrics, ...live?.metrics };
  return {
    ...{ canOpen: live === undefined && record.step > 0, parameters, threads },
    ...(loss === undefined ? {} : { loss }),
    ...(wordsPerSecond === undefined ? {} : { wordsPerSecond }),
  };
}

export function detailsFor(
  configuration: RunDetails['configuration'],
  report?: ClassificationReport | TranslationReport,
  vectors?: RunDetails['vectors'],
): RunDetails {
  if (!report) return { configuration, ...(vectors ? { vectors } : {}) };
  if ('kind' in report) return { configuration, translation: shownTranslation(report) };
  const { labels, accuracy, macroF1, loss, classes, confusion, count, source } = report;
  const wrong = confusion.reduce((sum, row, actual) => sum + row.reduce((s, n, p) => (p === actual ? s : s + n), 0), 0);
  const mistakes = report.mistakes.map(({ text, actual, predicted, probability, line, file }) => ({
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text,
    actual,
    predicted,
    probability,
    ...(file === undefined
      ? {}
      : { place: line === undefined ? path.basename(file) : `${path.basename(file)}:${line}` }),
  }));
  const evaluation = { labels, accuracy, macroF1, loss, classes, confusion, count, source: path.basename(source) };
  return { configuration, evaluation: { ...evaluation, mistakes, mistakeCount: wrong } };
}
