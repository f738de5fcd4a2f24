// A whole script that goes through one training step and prints what One Batch shows: batch and parameters, forward pass, loss,
// gradients, update. What is long lies in a safetensors file beside it.

import type { ScriptLanguageName, ScriptLines } from '../../protocol/batch';
import { LabError } from '../../protocol/labError';
import { LAYERS } from '../../protocol/networkNames';
import { withoutControls } from '../../protocol/plainText';
import type { LayerPlace, Network } from '../../protocol/network';
import { axisSources, nodesOf, type ProgramInput } from '../graph/program';
import type { Feeds } from '../runtime/session';
import { countOf, tensor, type Tensor } from '../runtime/tensor';
import type { NamedTensors } from '../store/safetensors';
import type { PreparedBatch } from '../train/batch/batchValues';
import { nestedText } from './arrayText';
import { kerasLanguage } from './kerasLanguage';
import { shapeText, type ScriptLanguage } from './language';
import { oneCall } from './oneCall';
import { nameOfMark, pythonName } from './pythonNames';
import { kerasFrame, torchFrame, type ScriptFrame } from './scriptFrames';
import { spellProgram } from './spelledProgram';
import { torchLanguage } from './torchLanguage';
import { torchUpdate, writtenUpdate, type ScriptedUpdate } from './updateScript';

interface Scripting {
  language: ScriptLanguage;
  frame: ScriptFrame;
  update(given: ScriptedUpdate): string[];
}

const LANGUAGES: Record<ScriptLanguageName, Scripting> = {
  torch: { language: torchLanguage, frame: torchFrame, update: torchUpdate },
  keras: {
    language: kerasLanguage,
    frame: kerasFrame,
    update: (given) => writtenUpdate(kerasLanguage, given),
  },
};

interface SpelledBatch {
  /** By layer of the network. */
  layers: string[][];
  /** The variables of each layer. */
  names: string[][];
  loss: string[];
  gradients: string[];
  update: string[];
  constants: Feeds;
}

/** The lines of a step. Fails with `INVALID_ARGUMENT` where an operator has a gradient of its own, which other libraries lack. */
function spellBatch(batch: PreparedBatch, network: Network, name: ScriptLanguageName): SpelledBatch {
  const { language, frame, update } = LANGUAGES[name];
  const { marked, made, specs, training, learningRate, step } = batch;
  const inputs = inputsOf(batch);
  const values = network.layers.map(({ tensors }) =>
    tensors.map((i) => ({ value: marked[i].value, name: nameOfMark(marked[i].mark) })),
  );
  const { sections, names, constants, own } = spellProgram({
    ...{ language, marked, isParameter: (input) => Object.hasOwn(specs, input) },
    variableOf: (input) => variableOf(batch, input),
    sections: [...values.map((each) => ({ values: each })), { values: [{ value: made.loss, name: 'loss' }] }],
    taken: [...inputs.map(({ variable }) => variable), ...axesOf(batch).map(([axis]) => axis), ...TAKEN],
  });
  if (own !== undefined)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The operator "${own}" of this model has a gradient of its own, which no other library knows: there is no script of it.`,
    );
  return {
    layers: network.layers.map((layer, i) => (sections[i].length > 0 ? [...oneCall(layer, name), ...sections[i]] : [])),
    ...{ names: names.slice(0, -1), loss: sections[sections.length - 1] },
    gradients: [...frame.backward],
    update: update({
      ...{ optimizer: training.optimizer, update: batch.update, learningRate, step },
      trained: Object.keys(batch.gradients),
    }),
    constants: Object.fromEntries(
      [...constants].map(([key, { dtype, shape, data }]) => [key, tensor(dtype, shape, data)]),
    ),
  };
}

const TAKEN = ['masks', 'state', 'trained', 'gradients', 'data', 'read', 'show', 'name', 'found', 'tape'];

/** Names of a layer's place, for a comment. */
const layerTitle = ({ kind, part, number, direction }: LayerPlace): string =>
  [part, LAYERS[kind], number === undefined ? undefined : number + 1, direction]
    .filter((each) => each !== undefined)
    .join(' ');

/** Both languages, where there are lines. */
export function linesOf(
  batch: PreparedBatch,
  network: Network,
): Record<keyof Omit<SpelledBatch, 'names' | 'constants' | 'layers'>, ScriptLines> & { layers: ScriptLines[] } {
  const torch = spellBatch(batch, network, 'torch');
  const keras = spellBatch(batch, network, 'keras');
  const both = (key: 'loss' | 'gradients' | 'update'): ScriptLines => ({ torch: torch[key], keras: keras[key] });
  return {
    layers: torch.layers.map((lines, i) => ({ torch: lines, keras: keras.layers[i] })),
    ...{ loss: both('loss'), gradients: both('gradients'), update: both('update') },
  };
}

/** Those of the loss, each once. */
function programInputs({ made }: PreparedBatch): ProgramInput[] {
  const { inputs } = nodesOf([made.loss]);
  return inputs.filter(({ name }, i) => inputs.findIndex((other) => other.name === name) === i);
}

/** The variable of what is fed: some inputs have the name of an axis. */
const variableOf = (batch: PreparedBatch, name: string): string =>
  pythonName(axisSources(programInputs(batch)).has(name) ? `${name}Input` : name);

/** What is fed besides parameters and masks. */
const inputsOf = (batch: PreparedBatch): { variable: string; value: Tensor }[] =>
  programInputs(batch).flatMap(({ name, random }) =>
    random || Object.hasOwn(batch.specs, name)
      ? []
      : [{ variable: variableOf(batch, name), value: batch.feeds[name] ?? batch.before.state[name] }],
  );

/** The named axes, each with the variable and the axis of it that has its length. */
const axesOf = (batch: PreparedBatch): [string, string, number][] =>
  [...axisSources(programInputs(batch))].map(([axis, { input, axis: at }]) => [
    ...([pythonName(axis), variableOf(batch, input.name)] as const),
    at,
  ]);

/** More numbers of parameters, state and masks go into a file. */
const MOST_NUMBERS = 2000;

interface WholeScript {
  text: string;
  /** What the file beside it holds; empty where everything is in the script. */
  tensors: NamedTensors;
}

/** @param given `title`: what it is a step of; `file`: what the file beside it is called */
export function wholeScript(
  batch: PreparedBatch,
  network: Network,
  { language: name, title, file }: { language: ScriptLanguageName; title: string; file: string },
): WholeScript {
  const { frame } = LANGUAGES[name];
  const spelled = spellBatch(batch, network, name);
  const trained = Object.keys(batch.gradients);
  const slots = batch.update.rule.state.flatMap((slot) => trained.map((parameter) => `${slot}.${parameter}`));
  const long: Record<string, Feeds> = {
    p: batch.before.parameters,
    state: Object.fromEntries(slots.map((slot) => [slot, batch.before.state[slot]])),
    masks: batch.masks,
  };
  const inputs = inputsOf(batch);
  const single: [string, Tensor][] = [
    ...inputs.map(({ variable, value }): [string, Tensor] => [variable, value]),
    ...Object.entries(spelled.constants),
  ];
  const total = Object.values(long).reduce((sum, feeds) => sum + numbersIn(feeds), 0);
  const isShort = total <= MOST_NUMBERS;
  const tensors = new Map<string, { shape: readonly number[]; data: Float32Array | Int32Array | Uint8Array }>();
  const given = (key: string, value: Tensor, fits: boolean): string => {
    if (value.dtype === 'float32' && value.data.every((each) => Number(each) === 0))
      return frame.zeros(shapeText(value.shape));
    if (fits) return frame.array(nestedText(value, frame.bools), value.dtype);
    tensors.set(key, { shape: value.shape, data: value.data as Float32Array });
    return `data[${JSON.stringify(key)}]`;
  };
  const arrays = [
    ...single.map(([key, value]) => `${key} = ${given(key, value, countOf(value.shape) <= MOST_NUMBERS)}`),
    ...axesOf(batch).map(([axis, input, at]) => `${axis} = ${input}.shape[${at}]`),
    ...Object.entries(long).flatMap(([group, feeds]) => [
      `${group} = {`,
      ...Object.entries(feeds).map(
        ([key, value]) =>
          `    ${JSON.stringify(key)}: ${given(`${group}.${key}`, value, isShort).replace(/\n/g, '\n    ')},`,
      ),
      '}',
    ]),
    `trained = ${JSON.stringify(trained)}`,
  ];
  const { opens, indent } = frame.forward;
  const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : indent + line));
  const forward = network.layers.flatMap(({ place }, i) => [
    ...(i > 0 ? [''] : []),
    `# ${layerTitle(place)}`,
    ...spelled.layers[i],
    ...spelled.names[i].map((variable) => `show("${variable}", ${variable})`),
  ]);
  const lines = [
    `# ${inComment(title)}: update ${batch.step}, batch ${batch.batch + 1} of ${batch.batches}. It prints what One Batch of NLP Lab shows.`,
    ...frame.imports.filter((line) => tensors.size > 0 || !/^import (json|pathlib)$/.test(line)),
    ...['', ''],
    ...frame.show,
    ...(tensors.size > 0 ? ['', '', ...frame.load(file)] : ['', '']),
    ...['', '# The batch, and what the step begins with', ...arrays, ...frame.before, ''],
    ...(opens === undefined ? [] : [opens, '    for name in trained:', '        tape.watch(p[name])']),
    ...indented([...forward, '', '# Loss', ...spelled.loss, 'show("loss", loss)']),
    ...['', '# Gradients', ...spelled.gradients],
    ...['for name in trained:', '    show(f"gradient of {name}", gradients[name])'],
    ...['', '# Update', ...spelled.update, 'for name in trained:', '    show(f"new {name}", p[name])', ''],
  ];
  return { text: squeezed(lines).join('\n'), tensors };
}

/** On one line: behind a line's end that a name of a file may hold, a comment would be a statement. */
const inComment = (text: string): string => withoutControls(text).replace(/\s+/g, ' ');

const numbersIn = (feeds: Feeds): number => Object.values(feeds).reduce((sum, { shape }) => sum + countOf(shape), 0);

/** No empty line at the beginning, and never more than two. */
const squeezed = (lines: readonly string[]): string[] =>
  lines.filter((line, i) => line !== '' || lines[i - 1] !== '' || lines[i - 2] !== '');
