// What the run's view shows, made from what the host knows: pure, texts excepted.
import * as path from 'node:path';
import { can, isJudged } from '../../protocol/ability';
import { metricName } from '../../protocol/metrics';
import type { Evaluation, Report } from '../../protocol/report';
import type { Metrics } from '../../protocol/run';
import type { RunDetails, RunHeader } from '../../protocol/views';
import { spoken } from '../editor/engineTexts';
import type { Translate } from '../editor/texts';
import { stateInWords } from './describeRun';
import { isResumable, isRunning, isUsable, nameOf, type RunEntry, runId } from './runEntry';
import { shownReport } from './shownReport';

/** `trusted`: in Restricted Mode a run can be looked at, not used. */
export function headerOf(entry: RunEntry, trusted: boolean, t: Translate): RunHeader {
  const { record, folder } = entry.summary;
  const { live } = entry;
  const running = isRunning(entry);
  const test = testFigure(record.metrics);
  return {
    id: runId(folder),
    name: nameOf(entry),
    status: live && live.phase !== 'training' ? live.phase : running ? 'running' : record.status,
    detail:
      record.failure && !running
        ? `${stateInWords(entry, t)}: ${spoken(record.failure.message, t)}`
        : stateInWords(entry, t),
    epoch: live?.epoch ?? record.epoch,
    epochs: live?.epochs || record.epochs,
    step: live?.step ?? record.step,
    ...(record.steps === undefined ? {} : { steps: record.steps }),
    seconds: live?.seconds ?? record.seconds,
    labels: record.labels,
    notices: record.notices.map((notice) => spoken(notice, t)),
    canStop: trusted && entry.ours && live !== undefined && live.phase !== 'stopping',
    canResume: trusted && isResumable(entry),
    canRunAgain: trusted && !running && entry.queued === undefined,
    canUse: trusted && isUsable(entry),
    abilities: record.abilities,
    ...(can(record, 'vectors') && !isJudged(record) ? { vectors: vectorsOf(entry) } : {}),
    ...(record.best ? { best: record.best } : {}),
    ...(test ? { test } : {}),
  };
}

/** Reports name their most telling figure first, and records keep that order. */
function testFigure(metrics: Metrics): RunHeader['test'] {
  const key = Object.keys(metrics).find((name) => name.startsWith('test.'));
  const metric = key === undefined ? undefined : metricName(key);
  return key === undefined || metric === undefined ? undefined : { metric, value: metrics[key] };
}

/** The latest figures of a run of word vectors; vectors can be looked at without trust, since nothing is run. */
function vectorsOf({ summary: { record }, live }: RunEntry): RunHeader['vectors'] {
  const { parameters, threads, metrics } = record;
  const { loss, pairs, wordsPerSecond } = { ...metrics, ...live?.metrics };
  return {
    ...{ canOpen: live === undefined && record.step > 0, parameters, threads },
    ...(loss === undefined ? {} : { loss }),
    ...(pairs === undefined ? {} : { pairs }),
    ...(wordsPerSecond === undefined ? {} : { wordsPerSecond }),
  };
}

/** The evaluations of a run, and the one that is looked at. */
export interface KeptEvaluations {
  evaluations: Evaluation[];
  /** Its id. */
  evaluation: string;
  report?: Report;
}

export function detailsFor(
  configuration: RunDetails['configuration'],
  { evaluations, evaluation, report }: KeptEvaluations,
  vectors?: RunDetails['vectors'],
): RunDetails {
  const named = evaluations.map((one) => ({ ...one, source: path.basename(one.source) }));
  return {
    configuration,
    ...(vectors ? { vectors } : {}),
    ...(report ? { report: shownReport(report) } : {}),
    ...(named.length > 1 ? { evaluations: named, evaluation } : {}),
  };
}
