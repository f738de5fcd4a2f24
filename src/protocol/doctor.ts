// What a machine can do for runs, as `nlp-lab doctor` and *Show What This Machine Can Do* tell it.

import { toTranslate } from './toTranslate';

/** How quickly matrices of float32 are multiplied, in 10^9 floating-point operations a second: the limit of every training step. */
interface MeasuredProduct {
  threads: number;
  gflops: number;
}

export interface DeviceState {
  name: 'cpu' | 'webgpu' | 'cuda';
  works: boolean;
  /** Why it does not. */
  reason?: string;
}

export interface MachineReport {
  versions: { nlpLab: string; node: string; onnxRuntime: string };
  /** `linux x64, 6.1.0`. */
  system: string;
  processor: string;
  /** Those that this process may use. */
  cores: number;
  /** Of the processor, by their usual names, as far as the system tells: `avx2`, `avx512f`, ... */
  instructionSets: string[];
  /** `relaxed`: with fused multiply-add. */
  webAssembly: 'none' | 'simd' | 'relaxed';
  /** In bytes; `available`: without swapping, within the limits of a container. */
  memory: { total: number; available: number };
  products: MeasuredProduct[];
  devices: DeviceState[];
}

export interface Advice {
  text: string;
  values: string[];
}

const LEAST_MEMORY = 2e9;

/** What is missing or slow, each with what to do; whoever shows it translates it. */
export function adviceOn({
  instructionSets: sets,
  webAssembly: simd,
  memory,
  cores,
  products,
}: MachineReport): Advice[] {
  const advice: Advice[] = [];
  const add = (text: string, ...values: string[]): void => void advice.push({ text, values });
  if (simd === 'none')
    add(toTranslate('This Node has no WebAssembly SIMD: word vectors and classical models cannot be trained. Use Node 20 or newer on a processor with SSE4.1 or NEON.')); // prettier-ignore
  if (sets.includes('sse4_1') && !sets.includes('avx2'))
    add(
      toTranslate('The processor has no AVX2: products of matrices take several times as long as on one that has it.'),
    );
  if (memory.available < LEAST_MEMORY)
    add(toTranslate('Less than 2 GB of memory are free: take small models, short texts and small batches, or close other programs.')); // prettier-ignore
  if (cores === 1) add(toTranslate('There is one core: the editor and trainings share it.'));
  const [one, several] = products;
  if (several && several.gflops < one.gflops * 1.2)
    add(toTranslate('{0} threads are hardly faster than one: other programs use the processor, or its cores are shared. Measure again when it is quiet.'), String(several.threads)); // prettier-ignore
  return advice;
}
