// The queue for people and for programs.

import type { QueueSummary } from '../../protocol/queue';
import type { Report } from '../report';
import { formatTable, shorten } from '../table';

const MOST_CELLS = 60;
const STATES: Record<QueueSummary['state'], string | undefined> = {
  open: undefined,
  paused: 'The queue is paused: nothing more is begun until "nlp-lab queue resume".',
  stopped: 'The queue is stopped: what trained goes on after "nlp-lab queue resume".',
};

export const recordQueue = (report: Report, { state, items }: QueueSummary): void =>
  report.record({ event: 'queue', state, items });

export function showQueue(report: Report, { state, items }: QueueSummary): void {
  const said = STATES[state];
  if (said !== undefined) report.line(report.style('yellow', said));
  if (items.length === 0) return report.line('Nothing waits in the queue.');
  const titles = ['id', 'name', 'what', 'status', 'run', ''].map((title) => ({ title }));
  const [head, ...lines] = formatTable(
    [{ title: '', align: 'right' }, ...titles],
    items.map(({ id, name, kind, status, run = '', sweep, failure }, i) => [
      ...[String(i + 1), id, shorten(name, MOST_CELLS), kind, status, sweep ?? run],
      failure ? shorten(failure.message, MOST_CELLS) : '',
    ]),
  );
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
}
