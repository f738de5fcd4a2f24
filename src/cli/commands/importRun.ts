// nlp-lab import: runs that were trained elsewhere become runs here.

import * as path from 'node:path';
import { withEngine } from '../engineThread';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import { formatMetrics } from '../table';
import type { Command } from '../shared/command';

export const importRun: Command = {
  name: 'import',
  summary: 'Take over runs that were trained elsewhere, or exported as an archive',
  usage: ['<folder or x.zip> [--runs <folder>]'],
  positionals: ['<folder or x.zip>'],
  options: { ...RUNS_OPTION },
  notes: [
    'The folder is a project of export --to lightning whose train.py or main.py has run, or the folder of any run; the archive one of',
    'export --to zip, or a run folder that was zipped. A run whose id is taken comes from an archive with another one.',
    'A run that is complete is judged on its test part, where its data are here.',
    'Opening a run whose model is code of a person runs that code.',
    'With --json: one line for each, {"run":...,"folder":...,"status":...,"metrics":{...}}, with "was" where its id was another.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const folder = path.resolve(cwd, given.positionals[0]);
    const request = { folder, runsFolder: runsFolderOf(given, cwd), baseFolder: cwd };
    const { runs, known, renamed, sweeps, sweepsLeft } = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('importRuns', request, { onProgress: (told) => showProgress(report, told) }),
    );
    report.live('');
    for (const { folder: place, record } of runs) {
      const { id, status, metrics, notices } = record;
      const was = renamed.find(({ to }) => to === id)?.from;
      report.record({ run: id, folder: place, status, metrics, ...(was === undefined ? {} : { was }) });
      if (report.json) continue;
      report.line(`${report.style('bold', id)}: ${status}  ${formatMetrics(metrics)}`.trimEnd());
      for (const notice of notices) report.note(`note: ${notice}`);
      report.line(place);
    }
    for (const id of known) report.note(`"${id}" is here already.`);
    for (const { from, to } of renamed) report.note(`The id "${from}" is taken here: this run came as "${to}".`);
    for (const id of sweeps) report.note(`The sweep "${id}" came with its runs.`);
    for (const id of sweepsLeft)
      report.note(`The sweep "${id}" did not come: it is here already, or one of its runs has got another id.`);
    return 0;
  },
};
