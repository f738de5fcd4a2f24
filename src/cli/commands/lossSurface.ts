// nlp-lab loss-surface: the loss around the path of a run.

import { share } from '../../protocol/figures';
import { type LossSurface, SURFACE_EXAMPLES, SURFACE_POINTS } from '../../protocol/lossSurface';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import type { ExitCode } from '../surroundings';
import { formatFigure, formatTable } from '../table';

export const lossSurface: Command = {
  name: 'loss-surface',
  usage: ['<run> [--points 21] [--examples 500] [--json]'],
  positionals: ['<run>'],
  options: {
    points: { value: '<n>', help: `points of a side of the grid (${SURFACE_POINTS.usual})` },
    examples: {
      value: '<n>',
      help: `texts of the validation part that are judged at each point, drawn by the seed (${SURFACE_EXAMPLES.usual}; 0: all)`,
    },
    ...RUNS_OPTION,
  },
  notes: [
    'The run has "training.path"; runs within it, of "training.compare", are on the same plane: through its end, along the first two principal',
    'components of all places (Li et al. 2018). At each point of the grid the loss of the same texts of the validation part is measured.',
    'With --json: one line, {"paths":[{"name":...,"points":[{"step":...,"x":...,"y":...},...]},...],"x":[...],"y":[...],"losses":[...],"explained":[...],"leftOut":[...],"judged":{"used":...,"of":...}};',
    'losses are row by row, a row for each y; null where the network gives no number.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const whole = (option: 'points' | 'examples'): number | undefined => {
      const asked = given.text(option);
      if (asked !== undefined && !Number.isInteger(Number(asked)))
        throw invalidArgument(`--${option} needs a whole number, not "${asked}".`);
      return asked === undefined ? undefined : Number(asked);
    };
    const [points, examples] = [whole('points'), whole('examples')];
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const onProgress = (told: Parameters<typeof showProgress>[1]): void => showProgress(report, told);
      const surface = await client.call('lossSurface', { folder, points, examples }, { onProgress });
      report.live('');
      report.record({ ...surface, losses: Array.from(surface.losses) });
      if (!report.json) show(surface, report);
      return 0;
    });
  },
};

function show({ paths, x, y, losses, explained, leftOut, judged }: LossSurface, report: Report): void {
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = paths.flatMap(({ name, points }) =>
    points.map((point) => [name, String(point.step), formatFigure(point.x), formatFigure(point.y)]),
  );
  for (const line of formatTable([{ title: 'path' }, right('step'), right('x'), right('y')], rows)) report.line(line);
  report.line();
  const heads = [right('y \\ x'), ...x.map((value) => right(formatFigure(value)))];
  const grid = y.map((value, row) => [
    formatFigure(value),
    ...x.map((_, column) => formatFigure(losses[row * x.length + column])),
  ]);
  for (const line of formatTable(heads, grid.toReversed())) report.line(line);
  report.line();
  report.line(`Of what the places differ by, ${share(explained[0])} lies along x and ${share(explained[1])} along y.`);
  if (judged)
    report.line(
      `Each loss is that of ${judged.used} of the ${judged.of} texts of the validation part, drawn by the seed.`,
    );
  for (const name of leftOut) report.note(`note: ${name} went too far away to be drawn.`);
}
