// nlp-lab clean-runs: takes away what runs can do without, tells before what that is, and puts it back.

import type { EngineContract } from '../../protocol/engine';
import { bytes } from '../../protocol/figures';
import type { Client } from '../../protocol/rpc';
import {
  bytesOf,
  type CleanableRun,
  type CleanedKind,
  type SparedRun,
  USUALLY_CLEANED,
} from '../../protocol/runCleaning';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { chooseRows, ROW_OPTIONS, rowChoiceOf } from '../shared/chosenRows';
import type { Command } from '../shared/command';
import type { ExitCode } from '../surroundings';
import { formatTable } from '../table';

const TITLES: Record<CleanedKind, string> = {
  optimizer: 'optimizer',
  previous: 'before last',
  features: 'pictures',
  path: 'path',
  evaluations: 'evaluations',
};

export const cleanRuns: Command = {
  name: 'clean-runs',
  usage: [
    '[<run> ...] [--query <expression>] [--path] [--evaluations] [--dry-run] [--yes] [--runs <folder>]',
    '--undo',
    '--empty [--yes]',
  ],
  positionals: ['<run>'],
  optional: 1,
  isRepeated: true,
  options: {
    query: ROW_OPTIONS.query,
    path: { help: 'also the parameters that training.path has kept along the way' },
    evaluations: { help: 'also earlier evaluations, and what came of each example' },
    'dry-run': { help: 'only show what would go' },
    yes: { help: 'do it; without it nothing is changed' },
    undo: { help: 'put back what was cleaned last' },
    empty: { help: 'remove what was cleaned for good, which frees its space' },
    ...RUNS_OPTION,
  },
  notes: [
    'Without a run or a query: all runs. What goes: of complete runs what optimizers keep in the checkpoints, the checkpoint before',
    'the last, and what a network of yours found in pictures. A run that is being written, has a star or cannot be read is left alone. Cleaned runs answer as before.',
    'What goes is moved into the folder trash beside the runs; --empty frees its space.',
    'With --json: one line per run, {"run":...,"bytes":{"optimizer":...}}, or {"run":...,"spared":"starred"}.',
  ],

  async run(given, report, surroundings) {
    const place = { cwd: surroundings.cwd, runsFolder: runsFolderOf(given, surroundings.cwd) };
    const [undo, empty] = [given.flag('undo'), given.flag('empty')];
    const query = given.text('query');
    if (Number(undo) + Number(empty) + Number(query !== undefined || given.positionals.length > 0) > 1)
      throw invalidArgument('--undo and --empty take neither runs nor --query, and exclude each other.');
    rowChoiceOf(given); // an expression that is none is refused before anything is read
    return withEngine(openEngine(surroundings, report), async (client) => {
      if (undo) return undoLast(client, report, place);
      if (empty) return emptied(client, report, { ...place, isMeant: given.flag('yes') });
      const folders = await foldersOf(given, { client, ...place });
      return clean(client, report, { folders, given });
    });
  },
};

interface Place {
  cwd: string;
  runsFolder: string;
}
type EngineClient = Client<EngineContract>;

async function foldersOf(
  given: ParsedArguments,
  { client, ...place }: Place & { client: EngineClient },
): Promise<string[]> {
  const folders: string[] = [];
  for (const named of given.positionals) {
    const folder = await findRunFolder(named, { client, ...place });
    if (isModelFile(folder)) throw invalidArgument(`"${named}" is a model's file, not a run.`);
    folders.push(folder);
  }
  const choice = rowChoiceOf(given);
  if (folders.length > 0 && choice.query === undefined) return folders;
  const { rows } = await client.call('runRows', { runsFolder: place.runsFolder });
  const known = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  const chosen = chooseRows(rows, choice, known).map(({ folder }) => folder);
  return folders.length > 0 ? chosen.filter((folder) => folders.includes(folder)) : chosen;
}

async function clean(
  client: EngineClient,
  report: Report,
  { folders, given }: { folders: string[]; given: ParsedArguments },
): Promise<ExitCode> {
  const kinds = [...USUALLY_CLEANED, ...(['path', 'evaluations'] as const).filter((kind) => given.flag(kind))];
  const isMeant = given.flag('yes') && !given.flag('dry-run');
  const { runs, spared, ...done } = isMeant
    ? { ...(await client.call('cleanRuns', { folders, kinds })) }
    : { ...(await client.call('cleanableRuns', { folders })), cleanings: [] };
  const able = runs.filter((run) => bytesOf(run, kinds) > 0);
  show(report, able, { kinds, spared });
  if (report.json) return 0;
  if (able.length === 0) report.line('There is nothing to clean.');
  else if (!isMeant) report.note('Nothing was changed. With --yes it is moved into the trash beside the runs.');
  else
    for (const { folder } of done.cleanings)
      report.note(`It lies in ${folder}. "nlp-lab clean-runs --undo" puts it back, --empty frees its space.`);
  return 0;
}

const idOf = (folder: string): string => folder.split(/[/\\]/).at(-1) ?? folder;

function show(
  report: Report,
  runs: readonly CleanableRun[],
  { kinds, spared }: { kinds: readonly CleanedKind[]; spared: readonly SparedRun[] },
): void {
  for (const run of runs) {
    const sizes = Object.fromEntries(kinds.flatMap((kind) => (run.bytes[kind] ? [[kind, run.bytes[kind]]] : [])));
    report.record({ run: idOf(run.folder), bytes: sizes });
  }
  for (const { folder, reason } of spared) report.record({ run: idOf(folder), spared: reason });
  if (report.json) return;
  const [head, ...lines] = formatTable(
    [
      { title: 'run' },
      ...[...kinds.map((kind) => TITLES[kind]), 'all'].map((title) => ({ title, align: 'right' as const })),
    ],
    [...runs, ...(runs.length > 1 ? [totalOf(runs, kinds)] : [])].map((run) => [
      run.folder === '' ? run.name : idOf(run.folder),
      ...kinds.map((kind) => (run.bytes[kind] ? bytes(run.bytes[kind]) : '')),
      bytes(bytesOf(run, kinds)),
    ]),
  );
  if (runs.length > 0) for (const line of [report.style('dim', head), ...lines]) report.line(line);
  for (const { folder, reason } of spared) report.note(`${idOf(folder)}: left alone, ${REASONS[reason]}.`);
}

const REASONS: Record<SparedRun['reason'], string> = {
  writing: 'it is being written',
  starred: 'it has a star',
  unreadable: 'its record cannot be read',
};

function totalOf(runs: readonly CleanableRun[], kinds: readonly CleanedKind[]): CleanableRun {
  const sum = (kind: CleanedKind): number => runs.reduce((total, run) => total + (run.bytes[kind] ?? 0), 0);
  return { folder: '', name: `${runs.length} runs`, bytes: Object.fromEntries(kinds.map((kind) => [kind, sum(kind)])) };
}

async function undoLast(client: EngineClient, report: Report, { runsFolder }: Place): Promise<ExitCode> {
  const { cleanings } = await client.call('cleanings', { runsFolder });
  const [last] = cleanings;
  if (!last) throw invalidArgument(`Nothing that was cleaned lies beside ${runsFolder}.`);
  const { runs, left } = await client.call('restoreCleaning', { folder: last.folder });
  report.record({ restored: runs, left });
  report.line(runs === 1 ? 'Put back what was cleaned of 1 run.' : `Put back what was cleaned of ${runs} runs.`);
  for (const file of left) report.note(`${file} stays there: its run has gone, or its place is taken.`);
  return left.length > 0 ? 1 : 0;
}

async function emptied(
  client: EngineClient,
  report: Report,
  { runsFolder, isMeant }: Place & { isMeant: boolean },
): Promise<ExitCode> {
  const { cleanings } = await client.call('cleanings', { runsFolder });
  for (const { folder, at, runs, bytes: size } of cleanings) {
    report.record({ folder, at, runs, bytes: size, removed: isMeant });
    report.line(`${at.slice(0, 16).replace('T', ' ')}: ${runs === 1 ? '1 run' : `${runs} runs`}, ${bytes(size)}`);
  }
  if (cleanings.length === 0) report.line('There is nothing to remove.');
  else if (!isMeant) report.note('Nothing was removed. With --yes it goes for good.');
  else await client.call('forgetCleanings', { folders: cleanings.map(({ folder }) => folder) });
  return 0;
}
