// Programs as ONNX Runtime sessions. A session runs synchronously: its thread answers nothing until the run is over,
// so a worker that owns sessions is stopped between runs, never during one.

import * as ort from 'onnxruntime-node';
import { emitProgram } from '../onnx/emitProgram';
import { emitQuantized } from '../onnx/quantize';
import { evaluateDim } from '../graph/dims';
import { axisSources, makeProgram, type Program } from '../graph/program';
import type { DType, Value } from '../graph/value';
import { openSession } from './openSession';
import type { RandomMasks } from './randomMasks';
import { allocate, countOf, type Tensor } from './tensor';

export type Device = 'cpu' | 'webgpu' | 'cuda';

export interface SessionSettings {
  device: Device;
  /** Threads within one operator. */
  threads: number;
  /** Writes ONNX Runtime's own timing of each node to a file with this prefix. */
  profilePrefix?: string;
  /** The parameters of all programs, whose matrices are part of them then, in 8 bits, as they are exported. */
  quantized?: Feeds;
}

export interface CompiledProgram {
  readonly program: Program;
  /**
   * Runs the program.
   * @param feeds every input by name, random masks excepted
   * @param fetches where to write outputs; other outputs are allocated
   * @param masks draws the random masks; needed when the program has any
   */
  run(
    feeds: Feeds,
    options?: { fetches?: Feeds; masks?: RandomMasks; outputs?: readonly string[] },
  ): Promise<Record<string, Tensor>>;
  /** Ends profiling, if it was asked for. */
  endProfiling(): void;
  release(): Promise<void>;
}

export type Feeds = Readonly<Record<string, Tensor>>;

const ORT_TYPES: Record<DType, ort.Tensor.Type> = {
  float32: 'float32',
  float64: 'float64',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
};

const toOrt = ({ dtype, data, shape }: Tensor): ort.Tensor => new ort.Tensor(ORT_TYPES[dtype], data as never, shape);

function fromOrt(value: ort.Tensor): Tensor {
  return { dtype: value.type as DType, shape: value.dims, data: value.data as Tensor['data'] };
}

/**
 * Compiles named outputs to a session.
 * @param fixed inputs that are the same in every run: matrices among them are laid out for products once. They are copied.
 */
export async function compile(
  outputs: Readonly<Record<string, Value>>,
  settings: SessionSettings,
  name = 'program',
  fixed: Feeds = {},
): Promise<CompiledProgram> {
  return createSession(makeProgram(outputs), settings, name, fixed);
}

export async function createSession(
  program: Program,
  settings: SessionSettings,
  name: string,
  fixed: Feeds = {},
): Promise<CompiledProgram> {
  const written = { ...settings.quantized, ...fixed };
  const bytes = settings.quantized ? emitQuantized(program, name, written) : emitProgram(program, name, fixed);
  const session = await openSession(bytes, settings, isDouble(program));
  const random = program.inputs.filter((input) => input.random);
  const axes = axisSources(program.inputs);
  const given = program.inputs.filter((input) => !input.random && !(input.name in written));
  const wanted = new Set(given.map((input) => input.name));
  const maskBuffers = new Map<string, Uint8Array>();

  const drawMasks = (feeds: Feeds, masks: RandomMasks | undefined, into: Record<string, ort.Tensor>): void => {
    if (random.length === 0) return;
    if (!masks) throw new Error(`${name} needs random masks.`);
    const lengths = new Map([...axes].map(([axis, { input, axis: at }]) => [axis, feeds[input.name].shape[at]]));
    for (const input of random) {
      if (!input.random) continue;
      const shape = input.shape.map((dim) => evaluateDim(dim, lengths));
      const count = countOf(shape);
      let buffer = maskBuffers.get(input.name);
      if (!buffer || buffer.length < count)
        maskBuffers.set(input.name, (buffer = allocate('bool', count) as Uint8Array));
      const data = buffer.subarray(0, count);
      masks(data, input.random.keep, input.random.stream);
      into[input.name] = new ort.Tensor('bool', data, shape);
    }
  };

  return {
    program,
    async run(feeds, { fetches = {}, masks, outputs } = {}) {
      const inputs: Record<string, ort.Tensor> = {};
      for (const inputName of wanted) {
        const feed = feeds[inputName];
        if (!feed) throw new Error(`${name}: the input "${inputName}" is missing.`);
        inputs[inputName] = toOrt(feed);
      }
      drawMasks(feeds, masks, inputs);
      const names = outputs ?? program.outputs.map((output) => output.name);
      const targets = Object.fromEntries(
        names.map((output) => [output, fetches[output] ? toOrt(fetches[output]) : null]),
      );
      const results = await session.run(inputs, targets);
      return Object.fromEntries(names.map((output) => [output, fetches[output] ?? fromOrt(results[output])]));
    },
    endProfiling: () => session.endProfiling(),
    release: () => session.release(),
  };
}

const isDouble = ({ inputs, outputs }: Program): boolean =>
  inputs.some(({ dtype }) => dtype === 'float64') || outputs.some(({ value }) => value.dtype === 'float64');
