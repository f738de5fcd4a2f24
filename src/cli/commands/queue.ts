// nlp-lab queue: trainings and sweeps wait for their turn, in a file beside the runs that survives whatever works on it.

import type { EngineContract } from '../../protocol/engine';
import type { QueueChange, QueueRequest, QueueSummary } from '../../protocol/queue';
import type { Client } from '../../protocol/rpc';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import { namedExperiment, overridesOf, SET_OPTION } from '../shared/experimentFile';
import { findQueued } from '../shared/findQueued';
import { recordQueue, showQueue } from '../shared/queueTable';
import { workOnQueue } from '../shared/queueWork';
import { requestAgain } from '../shared/trainAgain';
import { MODEL_OPTIONS, modelFolders } from '../shared/tokenizerChoice';
import { WORKERS_OPTION, workersOf } from '../shared/workers';
import type { ExitCode, Surroundings } from '../surroundings';

interface Asked {
  given: ParsedArguments;
  /** What stands behind the verb. */
  named: string[];
  runsFolder: string;
  client: Client<EngineContract>;
  report: Report;
  surroundings: Surroundings;
}

/** The ids of what is named; at least one is. */
async function idsOf({ named, runsFolder, client }: Asked): Promise<string[]> {
  if (named.length === 0) throw invalidArgument('Name what waits, by its id or the name of its experiment.');
  const { items } = await client.call('queue', { runsFolder });
  return named.map((name) => findQueued(name, items).id);
}

/** Changes the queue and shows what it is then. */
async function change(asked: Asked, wanted: QueueChange): Promise<ExitCode> {
  const { client, runsFolder, report } = asked;
  show(await client.call('changeQueue', { runsFolder, change: wanted }), report);
  return 0;
}

function show(queue: QueueSummary, report: Report): void {
  recordQueue(report, queue);
  if (!report.json) showQueue(report, queue);
}

async function add(asked: Asked): Promise<ExitCode> {
  const { given, named, runsFolder, client, report, surroundings } = asked;
  const { cwd } = surroundings;
  const [resume, again] = [given.text('resume'), given.text('again')];
  const option = resume === undefined ? 'again' : 'resume';
  const run = resume ?? again;
  if (resume !== undefined && again !== undefined) throw invalidArgument('--resume and --again exclude each other.');
  if (run !== undefined && (named.length > 0 || overridesOf(given).length > 0 || given.flag('sweep')))
    throw invalidArgument(
      `--${option} goes with no experiment file, no --set and no --sweep: a run keeps its experiment.`,
    );
  if (run === undefined && named.length === 0)
    throw invalidArgument(
      'Name experiment files, or a run with --resume or --again. Usage: nlp-lab queue add <x.nlplab.json> ...',
    );
  const requests: QueueRequest[] = [];
  if (run !== undefined) {
    const folder = await findRunFolder(run, { client, cwd, runsFolder });
    requests.push(
      resume === undefined
        ? { ...(await requestAgain(folder, client, report)), runsFolder }
        : { experimentText: '', baseFolder: folder, runsFolder, resume: folder },
    );
  }
  for (const file of named) {
    const experiment = await namedExperiment(given, client, report, surroundings, file);
    if (experiment === 'wrong') return 2; // and nothing was added
    const { experimentText, experimentFile, baseFolder, overrides } = experiment; // what is the machine's whoever trains it says
    requests.push({ experimentText, experimentFile, baseFolder, runsFolder, overrides, isSweep: given.flag('sweep') });
  }
  const inOrder = given.flag('first') ? requests.reverse() : requests;
  for (const request of inOrder) {
    const { item, place } = await client.call('addToQueue', { ...request, isFirst: given.flag('first') });
    report.record({ event: 'added', place, ...item });
    report.line(
      `${report.style('bold', item.name)} waits in the queue, number ${place}  ${report.style('dim', item.id)}`,
    );
  }
  return 0;
}

async function move(asked: Asked): Promise<ExitCode> {
  const ids = await idsOf(asked);
  const to = asked.given.count('to', 1);
  if (to === undefined) return change(asked, { kind: 'move', ids });
  const { items } = await asked.client.call('queue', { runsFolder: asked.runsFolder });
  const others = items.filter(({ id }) => !ids.includes(id));
  return change(asked, { kind: 'move', ids, before: others.at(to - 1)?.id });
}

async function start({ given, runsFolder, report, surroundings }: Asked): Promise<ExitCode> {
  const { workers, threads } = workersOf(given);
  const defaults = { threads, ...modelFolders(given, surroundings.cwd) };
  return workOnQueue({ runsFolder, workers, defaults, staysOpen: given.flag('wait'), report, surroundings });
}

/** By name, what is done; in the order of the help. */
const VERBS: Record<string, { takes: string; do(asked: Asked): Promise<ExitCode> }> = {
  add: { takes: '<x.nlplab.json> ... [--sweep] [--set training.epochs=3 ...] [--first]', do: add },
  list: {
    takes: '',
    do: async ({ client, runsFolder, report }) => (show(await client.call('queue', { runsFolder }), report), 0),
  },
  start: { takes: '[--workers 2] [--wait]', do: start },
  pause: {
    takes: '[--stop]',
    do: (asked) => change(asked, { kind: 'state', state: asked.given.flag('stop') ? 'stopped' : 'paused' }),
  },
  resume: { takes: '', do: (asked) => change(asked, { kind: 'state', state: 'open' }) },
  move: { takes: '<item> ... [--to 1]', do: move },
  remove: { takes: '<item> ...', do: async (asked) => change(asked, { kind: 'remove', ids: await idsOf(asked) }) },
  retry: { takes: '<item> ...', do: async (asked) => change(asked, { kind: 'retry', ids: await idsOf(asked) }) },
};

/** Which options mean something to which verb alone. */
const OPTIONS_OF: Record<string, string> = {
  ...Object.fromEntries(['sweep', 'set', 'first', 'resume', 'again'].map((name) => [name, 'add'])),
  ...Object.fromEntries(['workers', 'wait', ...Object.keys(MODEL_OPTIONS)].map((name) => [name, 'start'])),
  ...{ stop: 'pause', to: 'move' },
};

export const queue: Command = {
  name: 'queue',
  usage: Object.entries(VERBS).map(([verb, { takes }]) => `${verb} ${takes}`.trim()),
  positionals: [`<${Object.keys(VERBS).join('|')}>`],
  optional: 1,
  isRepeated: true,
  options: {
    ...SET_OPTION,
    ...RUNS_OPTION,
    sweep: { help: 'with add: train the experiment with the values of its key "sweep"' },
    first: { help: 'with add: before all that waits' },
    resume: { value: '<run>', help: 'with add: go on with this run' },
    again: { value: '<run>', help: 'with add: train this run once more, exactly; what is not as it was is told' },
    ...WORKERS_OPTION,
    wait: { help: 'with start: do not end when nothing waits, but train what is added later' },
    ...MODEL_OPTIONS,
    stop: { help: 'with pause: stop what trains, too; it goes on after resume' },
    to: { value: '<n>', help: 'with move: the place in the queue, from 1 (default: the last)' },
  },
  notes: [
    'What waits is kept as it was when it was added, and named by its id, the start of it, or the name of its experiment.',
    'Any number of processes and windows may start one queue: each training is taken once. Ctrl+C stops between two steps; what was stopped',
    'or killed goes on with its run at the next start. What fails stays with its reason until retry or remove.',
    'pause begins nothing new, and what trains goes on. remove stops what trains; its run is kept and can be resumed.',
    'With --json: events "added"; "item", "trial", "end" and "queue" of start; else the queue as one line.',
  ],

  async run(given, report, surroundings) {
    const [verb = 'list', ...named] = given.positionals;
    const found = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (!found) throw invalidArgument(`nlp-lab queue knows ${Object.keys(VERBS).join(', ')}, not "${verb}".`);
    for (const [option, of] of Object.entries(OPTIONS_OF)) {
      const isGiven = given.flag(option) || given.text(option) !== undefined || given.texts(option).length > 0;
      if (isGiven && of !== verb) throw invalidArgument(`--${option} goes with "nlp-lab queue ${of}".`);
    }
    if (!found.takes.startsWith('<') && named.length > 0)
      throw invalidArgument(
        `"${named[0]}" is one argument too many. Usage: nlp-lab queue ${verb} ${found.takes}`.trim(),
      );
    const runsFolder = runsFolderOf(given, surroundings.cwd);
    return withEngine(openEngine(surroundings, report), (client) =>
      found.do({ given, named, runsFolder, client, report, surroundings }),
    );
  },
};
