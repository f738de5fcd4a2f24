// nlp-lab import: runs that were trained elsewhere become runs here.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { isEventFile } from '../../protocol/eventFile';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import { formatMetrics } from '../table';
import type { Command } from '../shared/command';

export const importRun: Command = {
  name: 'import',
  usage: ['<folder or x.zip> [--runs <folder>]', '<metrics.csv or events> [--name <name>] [--config <x.json>]'],
  positionals: ['<folder, x.zip, metrics.csv or events>'],
  options: {
    name: { value: '<name>', help: 'metrics: what the run is called (default the name of the file)' },
    config: { value: '<x.json>', help: 'metrics: what it was trained with, as an object of JSON' },
    ...RUNS_OPTION,
  },
  notes: [
    'The folder is a project of export --to lightning whose train.py or main.py has run, or the folder of any run; the archive one of',
    'export --to zip, or a run folder that was zipped. A run whose id is taken comes from an archive with another one.',
    'metrics.csv (or .tsv, .jsonl): the figures of any other program, with columns step or epoch, time (seconds), and one for each figure,',
    'as loss, val_loss or test_accuracy. They become a run of curves, which is listed, drawn and compared, and has no model.',
    "events: a run's event file of TensorBoard, or the folder of it, become such curves, too.",
    'A run that is complete is judged on its test part, where its data are here.',
    'Opening a run whose model is code of a person runs that code.',
    'With --json: one line for each, {"run":...,"folder":...,"status":...,"metrics":{...}}, with "was" where its id was another.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const folder = path.resolve(cwd, given.positionals[0]);
    const places = { runsFolder: runsFolderOf(given, cwd), baseFolder: cwd };
    const [name, config] = [given.text('name'), given.text('config')];
    if (isTable(folder) || holdsEvents(folder)) {
      const configFile = config === undefined ? undefined : path.resolve(cwd, config);
      const asked = { file: folder, name: name?.trim() || usualName(folder), configFile, ...places };
      const { folder: place, record } = await withEngine(openEngine(surroundings, report), (client) =>
        client.call('importMetrics', asked),
      );
      report.record({ run: record.id, folder: place, status: record.status, metrics: record.metrics });
      report.line(`${report.style('bold', record.id)}: ${formatMetrics(record.metrics)}`.trimEnd());
      for (const notice of record.notices) report.note(`note: ${notice}`);
      report.line(place);
      return 0;
    }
    if (name !== undefined || config !== undefined)
      throw invalidArgument('--name and --config go with a table of metrics (.csv, .tsv, .jsonl) or with event files.');
    const request = { folder, ...places };
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

/** An event file, or a folder of a run with some, of parts of the data in folders of their own. */
function holdsEvents(place: string): boolean {
  if (isEventFile(path.basename(place))) return true;
  const names = namesIn(place);
  if (names.some((name) => name === 'run.json' || name === 'runs')) return false;
  return names.some((name) => isEventFile(name) || namesIn(path.join(place, name)).some(isEventFile));
}

/** By the file, or by the folder where that says more. */
function usualName(place: string): string {
  if (isTable(place)) return path.parse(place).name;
  return path.basename(isEventFile(path.basename(place)) ? path.dirname(place) : place);
}

/** Metrics, by the name of the file; of anything else the engine looks what it is. */
const isTable = (file: string): boolean => /\.(csv|tsv|jsonl)(\.gz)?$/i.test(file);

/** None of what is no folder, or cannot be listed: the engine says why. */
function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
