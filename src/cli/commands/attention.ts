// nlp-lab attention: where a model that writes or gives labels looks.

import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { AttendedText, AttentionMap, AttentionReply } from '../../protocol/attention';
import type { ExitCode } from '../surroundings';
import { formatTable, shorten } from '../table';
import { sourcesFrom } from '../shared/askedPicture';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf } from '../shared/decodingOptions';

export const attention: Command = {
  name: 'attention',
  usage: ['<run> --source "..." [--target "..."]'],
  positionals: ['<run>'],
  options: {
    source: { value: '"..."', help: 'the source text, the text to label, or the path of a picture' },
    target: { value: '"..."', help: "the output to look at (default: the model's own)" },
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'With --json: one line, {"source":[...],"target":[...],"maps":[{"kind":"encoder"|"decoder"|"cross"|"joint","layer":0,"head":0,"weights":[[...]]}]};',
    'rows of "cross" and "decoder" maps are target tokens; columns of "decoder" maps are what the decoder was given, the begin symbol first;',
    'rows of "joint" maps are source and target tokens, columns the source and what the decoder was given. Of a classifier "encoder" maps are',
    'between the tokens of its text, and the only row of "cross" is the label: how the tokens were weighed. Where the run does not know',
    'a source token, "sourceUnknown":[...] says which; "cut" says how much of the source it read.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const source = given.text('source');
    if (source === undefined) throw invalidArgument('--source is missing: give the source text with --source "...".');
    const request = {
      source,
      target: given.text('target'),
      decoding: decodingOf(given),
      checkpoint: checkpointOf(given),
    };
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const [asked] = sourcesFrom([source], folder, cwd);
      const reply = await client.call('attend', { folder, ...request, source: asked });
      report.live('');
      report.record({
        source: reply.source.tokens,
        target: reply.target.tokens,
        ...(reply.source.unknown.includes(true) ? { sourceUnknown: reply.source.unknown } : {}),
        ...(reply.source.cut ? { cut: reply.source.cut } : {}),
        maps: reply.maps.map((map) => ({ kind: map.kind, layer: map.layer, head: map.head, weights: rowsOf(map) })),
      });
      const { cut } = reply.source;
      if (cut) report.note(`warning: only ${cut.read} of the source's ${cut.of} tokens were read.`);
      if (!report.json) showMaps(report, reply);
      return 0;
    });
  },
};

function rowsOf({ rows, columns, weights }: AttentionMap): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from(weights.subarray(row * columns, (row + 1) * columns)));
}

/** Tokens with a mark where the model saw `<unk>`. */
const seen = ({ tokens, unknown }: AttendedText): string[] =>
  tokens.map((token, i) => (unknown[i] && token !== '<unk>' ? `<unk>=${token}` : token));

/** For people: the mean over the heads of the last layer, in percent; of what was written, where the model writes. */
function showMaps(report: Report, reply: AttentionReply): void {
  const { targetInputs, maps } = reply;
  const [source, target] = [seen(reply.source), seen(reply.target)];
  const writes = maps.some(({ kind }) => kind === 'decoder' || kind === 'joint');
  const axes = {
    encoder: { rows: source, columns: source },
    cross: { rows: target, columns: source },
    joint: { rows: target, columns: [...source, ...targetInputs] },
  };
  for (const kind of writes ? (['cross', 'joint'] as const) : (['encoder', 'cross'] as const)) {
    const ofKind = maps.filter((map) => map.kind === kind);
    if (ofKind.length === 0) continue;
    const last = Math.max(...ofKind.map(({ layer }) => layer));
    const heads = ofKind.filter(({ layer }) => layer === last).map(rowsOf);
    const { rows, columns } = axes[kind];
    const first = heads[0].length - rows.length; // the rows before are those of the source
    const titles = columns.map((token) => ({ title: shorten(token, 12), align: 'right' as const }));
    const lines = rows.map((token, row) => [
      shorten(token, 20),
      ...columns.map((_, column) => {
        const mean = heads.reduce((sum, weights) => sum + weights[first + row][column], 0) / heads.length;
        return (100 * mean).toFixed(0);
      }),
    ]);
    report.line(report.style('dim', `percent, mean over ${heads.length} heads of layer ${last + 1}`));
    for (const line of formatTable([{ title: '' }, ...titles], lines)) report.line(line);
  }
}
