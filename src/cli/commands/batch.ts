// nlp-lab batch: one training step of a run or an experiment, taken apart, and the same as a script of another library.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { SCRIPT_LANGUAGES, type BatchRequest, type ScriptLanguageName, type ShownBatch } from '../../protocol/batch';
import { LAYERS, TENSORS } from '../../protocol/networkNames';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatCount, formatFigure, formatTable, shorten } from '../table';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';

const LANGUAGE_NAMES = SCRIPT_LANGUAGES.join(', ');

export const batch: Command = {
  name: 'batch',
  usage: ['<run or x.nlplab.json> [--batch <n>]', '<run or x.nlplab.json> --script <step.py> [--language keras]'],
  positionals: ['<run or x.nlplab.json>'],
  options: {
    batch: { value: '<n>', help: 'which batch of the epoch, from 1 (default: the one that training takes next)' },
    script: { value: '<step.py>', help: 'writes the step as a script that prints the same figures' },
    language: { value: '<language>', help: `of the script: ${LANGUAGE_NAMES} (default torch)` },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'Of a run the step that follows its checkpoint, of an experiment the first one, as its training would make them: loss, gradients and',
    'update are those of the training step itself. Nothing is kept. A script has what is long in a file beside it, ending in .safetensors.',
    'With --json: one line, {"step":...,"epoch":...,"batch":...,"loss":...,"gradientNorm":...,"learningRate":...,"inputs":[...],',
    '"tensors":[{"layer":...,"name":...,"shape":...,"mean":...,"norm":...}],"parameters":[{"name":...,"shape":...,"norms":...}]}.',
  ],

  async run(given, report, surroundings) {
    const output = given.text('script');
    const language = languageOf(given);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const model = await modelOf(given, client, surroundings);
      const number = given.count('batch', 1);
      const request: BatchRequest = {
        ...{ model, runsFolder: runsFolderOf(given, surroundings.cwd) },
        ...(number !== undefined && { batch: number - 1 }),
      };
      if (output !== undefined) {
        const script = { ...request, language, output: path.resolve(surroundings.cwd, output) };
        const { files } = await client.call('batchScript', script);
        report.live('');
        report.record({ files });
        if (!report.json) for (const file of files) report.line(`Wrote ${path.relative(surroundings.cwd, file)}.`);
        return 0;
      }
      const shown = await client.call('oneBatch', request);
      report.live('');
      report.record(plain(shown));
      if (!report.json) show(shown, report);
      return 0;
    });
  },
};

async function modelOf(
  given: ParsedArguments,
  client: Parameters<typeof findRunFolder>[1]['client'],
  { cwd }: Surroundings,
): Promise<BatchRequest['model']> {
  const [name] = given.positionals;
  const file = path.resolve(cwd, name);
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return { experiment: file };
  const folder = await findRunFolder(name, { client, cwd, runsFolder: runsFolderOf(given, cwd) });
  return { folder, checkpoint: checkpointOf(given) };
}

function languageOf(given: ParsedArguments): ScriptLanguageName {
  const name = given.text('language') ?? 'torch';
  const language = SCRIPT_LANGUAGES.find((each) => each === name);
  if (!language) throw invalidArgument(`--language must be one of ${LANGUAGE_NAMES}, not "${name}".`);
  return language;
}

interface TensorFigures {
  layer: string;
  name: string;
  shape: number[];
  mean: number;
  norm: number;
}

const tensorsOf = ({ network, values }: ShownBatch): TensorFigures[] =>
  network.tensors.map(({ name, layer, axes }, i) => {
    const { kind, part, number, direction } = network.layers[layer].place;
    const place = [part, LAYERS[kind], number === undefined ? undefined : String(number + 1), direction];
    const total = values[i].reduce((sum, value) => sum + value, 0);
    return {
      ...{ layer: place.filter((each) => each !== undefined).join(' '), name: TENSORS[name].title },
      shape: axes.map(({ length }) => length),
      mean: total / Math.max(1, values[i].length),
      norm: Math.sqrt(values[i].reduce((sum, value) => sum + value * value, 0)),
    };
  });

function plain(shown: ShownBatch) {
  const { step, epoch, batch: index, loss, gradientNorm, learningRate, inputs, parameters } = shown;
  return {
    ...{ step, epoch: epoch + 1, batch: index + 1, loss, gradientNorm, learningRate },
    inputs: inputs.map(({ name, shape, data }) => ({ name, shape, data: Array.from(data, Number) })),
    tensors: tensorsOf(shown),
    parameters: parameters.map(({ name, shape, norms }) => ({ name, shape, norms })),
  };
}

const right = (title: string) => ({ title, align: 'right' as const });

function show(shown: ShownBatch, report: Report): void {
  const { step, epoch, batch: index, batches, examples, loss, gradientNorm, clippedNorm, learningRate } = shown;
  report.line(
    `Update ${step}: batch ${index + 1} of ${batches}, epoch ${epoch + 1}, ${formatCount(examples)} examples`,
  );
  for (const notice of shown.notices) report.note(`note: ${notice}`);
  report.line();
  showInputs(shown, report);
  const figures = tensorsOf(shown);
  const tensors = figures.map(({ layer, name, shape, mean, norm }) => [
    ...[layer, name, `[${shape.join(', ')}]`, formatFigure(mean), formatFigure(norm)],
  ]);
  const columns = [{ title: 'layer' }, { title: 'tensor' }, { title: 'shape' }, right('mean'), right('norm')];
  for (const line of formatTable(columns, tensors)) report.line(line);
  report.line();
  report.line(`Loss ${loss.toPrecision(7)}`);
  const clipped = clippedNorm < gradientNorm * 0.999 ? `, clipped to ${formatFigure(clippedNorm)}` : '';
  report.line(`Norm of the gradient ${formatFigure(gradientNorm)}${clipped}`);
  report.line();
  const rows = shown.parameters.map(({ name, shape, norms, isFrozen }) => [
    ...[name, `[${shape.join(', ')}]`, formatFigure(norms.value)],
    ...(isFrozen ? ['frozen', ''] : [formatFigure(norms.gradient), formatFigure(norms.change)]),
  ]);
  const parameterColumns = [
    { title: 'parameter' },
    { title: 'shape' },
    right('norm'),
    right('gradient'),
    right('change'),
  ];
  for (const line of formatTable(parameterColumns, rows)) report.line(line);
  report.line();
  report.line(`${shown.optimizer} with the learning rate ${learningRate}:`);
  for (const { gives, parts } of shown.formula)
    report.line(
      `  new ${gives} = ${parts.map((part) => (typeof part === 'string' ? part : (part.isNew ? 'new ' : '') + part.of)).join('')}`,
    );
}

const MOST_TEXTS = 8;

/** What is fed, an example a line, beside its text. */
function showInputs({ inputs, texts }: ShownBatch, report: Report): void {
  for (const { name, shape, data, names } of inputs) {
    report.line(`${name} [${shape.join(', ')}]`);
    const word = (i: number): string => names?.[Number(data[i])] ?? String(data[i]);
    const time = shape[0] ?? 1;
    const columns = shape.length > 1 ? data.length / Math.max(1, time) : 1;
    for (let column = 0; column < Math.min(columns, MOST_TEXTS); column++) {
      const words = Array.from({ length: time }, (_, t) => word(t * columns + column)).join(' ');
      const text = name === 'ids' ? texts?.[Math.floor((column * texts.length) / columns)]?.join(' | ') : undefined;
      report.line(`  ${shorten(words, 100)}${text === undefined ? '' : `   ${shorten(text, 60)}`}`);
    }
    if (columns > MOST_TEXTS) report.line(`  and ${columns - MOST_TEXTS} more`);
  }
  report.line();
}
