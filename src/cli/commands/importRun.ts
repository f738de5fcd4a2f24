// nlp-lab import: runs that were trained elsewhere become runs here.

import * as path from 'node:path';
import { withEngine } from '../engineThread';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import { formatMetrics } from '../table';
import type { Command } from '../shared/command';

export const importRun: Command = {
  name: 'import',
  summary: 'Take over runs that were trained elsewhere',
  usage: ['<folder> [--runs <folder>]'],
  positionals: ['<folder>'],
  options: { ...RUNS_OPTION },
  notes: [
    'The folder is a project of export --to lightning whose train.py or main.py has run, or the folder of any run.',
    'A run that is complete is judged on its test part, where its data are here.',
    'Opening a run whose model is code of a person runs that code.',
    'With --json: one line for each, {"run":...,"folder":...,"status":...,"metrics":{...}}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const folder = path.resolve(cwd, given.positionals[0]);
    const request = { folder, runsFolder: runsFolderOf(given, cwd), baseFolder: cwd };
    const { runs, known } = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('importRuns', request, { onProgress: (told) => showProgress(report, told) }),
    );
    report.live('');
    for (const { folder: place, record } of runs) {
      const { id, status, metrics, notices } = record;
      report.record({ run: id, folder: place, status, metrics });
      if (report.json) continue;
      report.line(`${report.style('bold', id)}: ${status}  ${formatMetrics(metrics)}`.trimEnd());
      for (const notice of notices) report.note(`note: ${notice}`);
      report.line(place);
    }
    for (const id of known) report.note(`"${id}" is here already.`);
    return 0;
  },
};
