// WebAssembly written byte by byte: as much of its binary format (webassembly.github.io/spec/core/binary) as a module needs that has
// one function over one imported memory.

type WasmType = 'i32' | 'f32' | 'f64' | 'v128';

const TYPES: Record<WasmType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** Instructions as bytes, to be put one behind the other. */
export type Code = readonly number[];

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low + 128 : low);
  } while (value > 0);
  return bytes;
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): number[] => {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
};
const name = (text: string): number[] => vector([...Buffer.from(text)].map((byte) => [byte]));

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
/** Of 16 bytes, at the address on the stack. */
const ALIGNED = [4, 0];

export const code = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  /** A number of 0 to 63. */
  small: (value: number): Code => [0x41, value],
  addI32: [0x6a],
  lessI32: [0x49],
  /** Repeats `body`, which leaves on the stack whether to go on. */
  loop: (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b],
  load: [...simd(0x00), ...ALIGNED],
  store: [...simd(0x0b), ...ALIGNED],
  /** The same float32 four times. */
  four: (value: number): Code => {
    const bytes = [...new Uint8Array(Float32Array.of(value).buffer)];
    return [...simd(0x0c), ...bytes, ...bytes, ...bytes, ...bytes];
  },
  splat: simd(0x13),
  abs: simd(0xe0),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  /** The first two float32 as float64. */
  firstAsDoubles: simd(0x5f),
  /** The last two float32 come first. */
  turned: [...simd(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7],
  addDoubles: simd(0xf0),
  mulDoubles: simd(0xf2),
  double: (lane: 0 | 1): Code => [...simd(0x21), lane],
  addDouble: [0xa0],
} satisfies Record<string, Code | ((value: never) => Code)>;

export interface WasmFunction {
  parameters: readonly WasmType[];
  result?: WasmType;
  /** Their indices follow those of the parameters; they are 0 at first. */
  locals: readonly WasmType[];
  body: Code;
}

/** A module that imports `env.memory` and exports the function as `run`. */
export function wasmModule({ parameters, result, locals, body }: WasmFunction): Uint8Array<ArrayBuffer> {
  const types = (list: readonly WasmType[]): number[] => vector(list.map((type) => [TYPES[type]]));
  const declared = vector(locals.map((type) => [1, TYPES[type]]));
  const whole = [...declared, ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, ...types(parameters), ...types(result ? [result] : [])]]),
    ...section(2, [[...name('env'), ...name('memory'), 0x02, 0x00, 1]]),
    ...section(3, [[0]]),
    ...section(7, [[...name('run'), 0x00, 0]]),
    ...section(10, [[...unsigned(whole.length), ...whole]]),
  ]);
}
