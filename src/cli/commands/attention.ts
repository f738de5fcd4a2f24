// nlp-lab attention: where a sequence-to-sequence model looks.

import * as path from 'node:path';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { DEFAULT_RUNS_FOLDER, findRunFolder } from '../findRun';
import type { Report } from '../report';
import type { AttentionMap, AttentionReply } from '../../protocol/translation';
import type { ExitCode } from '../surroundings';
import { formatTable, shorten } from '../table';
import { checkpointOf } from './checkpointOf';
import { CHECKPOINT_OPTION, type Command, RUNS_OPTION } from './command';
import { DECODING_OPTIONS, decodingOf } from './decodingOptions';
import { progressListeners } from './listeners';

export const attention: Command = {
  name: 'attention',
  summary: 'Show where a sequence-to-sequence model looks',
  usage: ['<run> --source "..." [--target "..."]'],
  positionals: ['<run>'],
  options: {
    source: { value: '"..."', help: 'the source text' },
    target: { value: '"..."', help: "the output to look at (default: the model's own)" },
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'With --json: one line, {"source":[...],"target":[...],"maps":[{"kind":"encoder"|"decoder"|"cross","layer":0,"head":0,"weights":[[...]]}]};',
    'rows of "cross" and "decoder" maps are target tokens; columns of "decoder" maps are what the decoder was given, the begin symbol first.',
  ],

  async run(given, report, surroundings) {
    const { cwd, stop } = surroundings;
    const source = given.text('source');
    if (source === undefined) throw invalidArgument('--source is missing: give the source text with --source "...".');
    const request = {
      source,
      target: given.text('target'),
      decoding: decodingOf(given),
      checkpoint: checkpointOf(given),
    };
    const runsFolder = path.resolve(cwd, given.text('runs') ?? DEFAULT_RUNS_FOLDER);
    return withEngine<ExitCode>(surroundings.startEngine(progressListeners(report)), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder, signal: stop });
      const reply = await client.call('attention', { folder, ...request }, stop);
      report.live('');
      report.record({
        source: reply.source.tokens,
        target: reply.target.tokens,
        maps: reply.maps.map((map) => ({ kind: map.kind, layer: map.layer, head: map.head, weights: rowsOf(map) })),
      });
      if (!report.json) showCross(report, reply);
      return 0;
    });
  },
};

function rowsOf({ rows, columns, weights }: AttentionMap): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from(weights.subarray(row * columns, (row + 1) * columns)));
}

/** For people: the attention to the source, the mean over the heads of the last layer, in percent. */
function showCross(report: Report, { source, target, maps }: AttentionReply): void {
  const cross = maps.filter(({ kind }) => kind === 'cross');
  const last = Math.max(...cross.map(({ layer }) => layer));
  const heads = cross.filter(({ layer }) => layer === last).map(rowsOf);
  const titles = source.tokens.map((token) => ({ title: shorten(token, 12), align: 'right' as const }));
  const rows = target.tokens.map((token, row) => [
    shorten(token, 20),
    ...source.tokens.map((_, column) => {
      const mean = heads.reduce((sum, weights) => sum + weights[row][column], 0) / heads.length;
      return (100 * mean).toFixed(0);
    }),
  ]);
  report.line(report.style('dim', `percent, mean over ${heads.length} heads of layer ${last + 1}`));
  for (const line of formatTable([{ title: '' }, ...titles], rows)) report.line(line);
}
