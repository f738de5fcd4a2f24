// nlp-lab runs: what has been run, newest first as the engine lists them.

import { changesText } from '../../protocol/changedKeys';
import type { RunAbout, RunSummary } from '../../protocol/run';
import { withEngine } from '../engineThread';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatMetrics, formatSeconds, formatTable } from '../table';
import type { Command } from '../shared/command';

export const runs: Command = {
  name: 'runs',
  summary: 'List the runs',
  usage: ['[--runs <folder>]'],
  positionals: [],
  options: { ...RUNS_OPTION },
  notes: ['With --json: one line per run, {"run":...,"name":...,"status":...,"metrics":{...}}.'],

  async run(given, report, surroundings) {
    const runsFolder = runsFolderOf(given, surroundings.cwd);
    const found = await withEngine(openEngine(surroundings, report), (client) => client.call('runs', { runsFolder }));
    for (const { folder, record, resumable, about, changes } of found.runs) {
      const { id, name, status, metrics, epoch, step, seconds, createdAt } = record;
      const said = { ...(about && { about }), ...(changes && { changes }) };
      report.record({ run: id, name, status, metrics, folder, epoch, step, seconds, createdAt, resumable, ...said });
    }
    if (!report.json) showTable(report, found.runs, runsFolder);
    return 0;
  },
};

function showTable(report: Report, summaries: readonly RunSummary[], runsFolder: string): void {
  if (summaries.length === 0) return report.line(`No runs in ${runsFolder}.`);
  const rows = summaries.map(({ record, resumable, about, changes = [] }) => [
    record.id,
    record.status + (resumable ? ' (resumable)' : ''),
    record.modelType,
    `${record.epoch}/${record.epochs}`,
    record.best === undefined ? '' : formatMetrics({ [record.best.monitor]: record.best.value }),
    formatSeconds(record.seconds),
    wordsOn(about, changesText(changes)),
  ]);
  const titles = ['run', 'status', 'model', 'epoch', 'best'].map((title) => ({ title }));
  const [head, ...lines] = formatTable([...titles, { title: 'time', align: 'right' }, { title: '' }], rows);
  report.line(report.style('dim', head.trimEnd()));
  for (const line of lines) report.line(line.trimEnd());
}

/** What people say of a run, and what differs from the one before. */
const wordsOn = ({ starred, name, tags = [] }: RunAbout = {}, changes: string): string =>
  [starred ? '*' : '', name, ...tags.map((tag) => `#${tag}`), changes].filter(Boolean).join(' ');
