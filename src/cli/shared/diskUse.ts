// What runs take on the disk, as a table or JSON Lines.

import { bytes } from '../../protocol/figures';
import type { DiskUse } from '../../protocol/run';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatTable } from '../table';
import { chooseRows, rowChoiceOf } from './chosenRows';

const NOTHING: DiskUse = { bytes: 0, checkpoints: 0, optimizer: 0, evaluations: 0 };
const PARTS = ['bytes', 'checkpoints', 'optimizer', 'evaluations'] as const;

/** Of the runs for which `--query` holds, in the order of `--sort`; the largest first where none is said. */
export async function diskUse(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<ExitCode> {
  const runsFolder = runsFolderOf(given, surroundings.cwd);
  const choice = rowChoiceOf(given);
  const { rows } = await withEngine(openEngine(surroundings, report), (client) =>
    client.call('runRows', { runsFolder }),
  );
  const known = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  const chosen = chooseRows(rows, { sort: { key: 'bytes', isRising: false }, ...choice }, known);
  const used = chosen.map(({ id, folder, values }) => ({
    id,
    folder,
    status: String(values.status),
    ...useIn(values),
  }));
  for (const { id, ...use } of used) report.record({ run: id, ...use });
  if (report.json) return 0;
  if (used.length === 0) {
    report.line(rows.length === 0 ? `No runs in ${runsFolder}.` : 'No run is such.');
    return 0;
  }
  const total = Object.fromEntries(PARTS.map((part) => [part, used.reduce((sum, one) => sum + one[part], 0)]));
  const [head, ...lines] = formatTable(
    [{ title: 'run' }, { title: 'status' }, ...PARTS.map((part) => ({ title: TITLES[part], align: 'right' as const }))],
    [
      ...used.map((one) => [one.id, one.status, ...PARTS.map((part) => bytes(one[part]))]),
      [used.length === 1 ? '1 run' : `${used.length} runs`, '', ...PARTS.map((part) => bytes(total[part]))],
    ],
  );
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
  return 0;
}

const TITLES: Record<(typeof PARTS)[number], string> = {
  bytes: 'all',
  checkpoints: 'checkpoints',
  optimizer: 'optimizer',
  evaluations: 'evaluations',
};

const useIn = (values: Readonly<Record<string, unknown>>): DiskUse => ({
  bytes: Number(values.bytes ?? NOTHING.bytes),
  checkpoints: Number(values['disk.checkpoints'] ?? NOTHING.checkpoints),
  optimizer: Number(values['disk.optimizer'] ?? NOTHING.optimizer),
  evaluations: Number(values['disk.evaluations'] ?? NOTHING.evaluations),
});
