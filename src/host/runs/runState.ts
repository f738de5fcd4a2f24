// What the run's view shows, made from what the host knows: pure, texts excepted.
import { answers, can } from '../../protocol/ability';
import type { Report } from '../../protocol/report';
import type { RunDetails, RunHeader } from '../../protocol/views';
import type { Translate } from '../editor/texts';
import { stateInWords } from './describeRun';
import { isResumable, isRunning, isUsable, type RunEntry, runId } from './runEntry';
import { shownReport } from './shownReport';

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
    abilities: record.abilities,
    ...(can(record, 'vectors') && !answers(record) ? { vectors: vectorsOf(entry) } : {}),
    ...(record.best
      ? { best: { epoch: record.best.epoch, monitor: record.best.monitor, value: record.best.value } }
      : {}),
  };
}

/** The latest figures of a run of word vectors; vectors can be looked at without trust, since nothing is run. */
function vectorsOf({ summary: { record }, live }: RunEntry): RunHeader['vectors'] {
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
  report?: Report,
  vectors?: RunDetails['vectors'],
): RunDetails {
  return { configuration, ...(vectors ? { vectors } : {}), ...(report ? { report: shownReport(report) } : {}) };
}
