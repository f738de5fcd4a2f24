// The matrix products of a step, from ONNX Runtime's profiles of it, and how long they take alone: each as a bare session, whose kernel's
// own time counts. No step can be faster that multiplies the same matrices by ONNX Runtime.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { input, matmul } from '../../src/engine/graph/ops';
import { compile } from '../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../src/engine/runtime/tensor';
import { median } from '../measure';

/** So many times [m, k] by [k, n]. */
interface Product {
  batch: number;
  m: number;
  k: number;
  n: number;
}

type TypedShapes = Record<string, number[]>[];

interface ProfileEvent {
  cat?: string;
  name: string;
  dur: number;
  args?: { op_name?: string; input_type_shape?: TypedShapes; output_type_shape?: TypedShapes };
}

const PRODUCTS = /^(Gemm|MatMul|FusedMatMul|FusedGemm)$/;
const RUNS = 12;

const eventsIn = (folder: string): ProfileEvent[] =>
  fs
    .readdirSync(folder)
    .flatMap((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as ProfileEvent[])
    .filter(({ cat, name, args }) => cat === 'Node' && name.endsWith('_kernel_time') && PRODUCTS.test(args?.op_name ?? '')); // prettier-ignore

const times = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Whichever operand is turned: what is summed over follows from sizes alone. */
function productOf([a, b]: readonly number[][], out: readonly number[]): Product {
  const n = out[out.length - 1];
  if (b.length <= 2) {
    const m = times(out) / n;
    return { batch: 1, m, n, k: times(a) / m };
  }
  const [m] = out.slice(-2);
  return { batch: times(out.slice(0, -2)), m, n, k: times(b.slice(-2)) / n };
}

/** How often each product occurs in all profiles of a folder. */
function productsIn(folder: string): Map<string, { product: Product; count: number }> {
  const found = new Map<string, { product: Product; count: number }>();
  for (const { args } of eventsIn(folder)) {
    const [given, [out]] = [args?.input_type_shape ?? [], args?.output_type_shape ?? []].map((shapes) =>
      shapes.map((typed) => Object.values(typed)[0]),
    );
    const product = productOf(given, out);
    const key = JSON.stringify(product);
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { product, count: 1 });
  }
  return found;
}

/** Milliseconds of the kernels of one product, alone. */
async function alone({ batch, m, k, n }: Product, threads: number): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'product-'));
  const shapes = { a: batch > 1 ? [batch, m, k] : [m, k], b: batch > 1 ? [batch, k, n] : [k, n] };
  const filled = (shape: number[]): Tensor => tensor('float32', shape, new Float32Array(times(shape)).fill(0.5));
  const product = matmul(input('a', 'float32', shapes.a), input('b', 'float32', shapes.b));
  const settings = { device: 'cpu' as const, threads, profilePrefix: path.join(folder, 'profile') };
  const session = await compile({ product }, settings);
  const feeds = { a: filled(shapes.a), b: filled(shapes.b) };
  for (let run = 0; run < RUNS; run++) await session.run(feeds);
  session.endProfiling();
  await session.release();
  const taken = eventsIn(folder).map(({ dur }) => dur / 1000);
  fs.rmSync(folder, { recursive: true });
  const eachRun = taken.length / RUNS; // of one product one kernel
  return median(taken) * eachRun;
}

/** Milliseconds of a step's products alone. @param folder of profiles of so many steps */
export async function limitOf(folder: string, steps: number, threads: number): Promise<number> {
  let sum = 0;
  for (const { product, count } of productsIn(folder).values())
    sum += (count / steps) * (await alone(product, threads));
  return Number(sum.toFixed(2));
}
