// Whatever a file holds, reading it ends in a value or a coded failure: never in another error, never late, and without memory
// for what it merely claims to hold (promise C1).
import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { LabError } from '../../../src/protocol/labError';
import { randomNumbers } from '../randomNumbers';
import { damage } from './damage';
import { type Reader, Refused } from './readers';

/** Of one reading; measured again where it took longer, since machines are busy. */
const MOST_MS = 1000;
const MOST_BYTES = 96 * 1024 * 1024;

export interface Fuzzed {
  files: number;
  /** Files that were read in spite of what was changed. */
  read: number;
  slowestMs: number;
  /** The most memory outside the heap that one reading took. */
  mostBytes: number;
  codes: Map<string, number>;
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
};

async function attempt(reader: Reader, file: string): Promise<{ code: string; ms: number; bytes: number }> {
  const before = v8.getHeapStatistics().external_memory;
  const began = performance.now();
  let code = 'read';
  try {
    await reader.read(file);
  } catch (error) {
    if (error instanceof Refused) code = 'NO_MEMORY';
    else {
      code = LabError.toData(error).code;
      if (code === 'INTERNAL') throw error;
    }
  }
  return { code, ms: performance.now() - began, bytes: v8.getHeapStatistics().external_memory - before };
}

/** `files` damaged files through one reader. Keeps the first that does harm, and throws. */
export async function fuzz(reader: Reader, files: number, seed: number, folder: string): Promise<Fuzzed> {
  const random = randomNumbers(seed);
  const done: Fuzzed = { files, read: 0, slowestMs: 0, mostBytes: 0, codes: new Map() };
  fs.mkdirSync(folder, { recursive: true });
  reader.beside?.(folder);
  const names = Object.keys(reader.files);
  const json = new Map(names.map((name) => [name, jsonOf(reader.files[name])]));
  for (let number = 0; number < files; number++) {
    const name = random.pick(names);
    const file = path.join(folder, name);
    const bytes = damage(reader.files[name], random, json.get(name));
    fs.writeFileSync(file, bytes);
    const harm = (how: string): Error => {
      const kept = path.join('test-results', `fuzz-${seed}-${number}-${path.basename(name)}`);
      fs.mkdirSync('test-results', { recursive: true });
      fs.writeFileSync(kept, bytes);
      return new Error(`seed ${seed}, file ${number} as ${name} (kept as ${kept}): ${how}`);
    };
    try {
      let taken = await attempt(reader, file);
      for (let again = 0; again < 3 && taken.ms > MOST_MS; again++) taken = await attempt(reader, file);
      if (taken.ms > MOST_MS) throw harm(`it took ${taken.ms.toFixed(0)} ms`);
      if (taken.bytes > MOST_BYTES + bytes.length) throw harm(`it took ${taken.bytes} bytes`);
      if (taken.code === 'read') done.read++;
      else done.codes.set(taken.code, (done.codes.get(taken.code) ?? 0) + 1);
      done.slowestMs = Math.max(done.slowestMs, taken.ms);
      done.mostBytes = Math.max(done.mostBytes, taken.bytes);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('seed ')) throw error;
      throw harm(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (path.dirname(name) !== '.') fs.writeFileSync(file, reader.files[name]);
  }
  return done;
}

export function fuzzedWords({ files, read, slowestMs, mostBytes, codes }: Fuzzed): string {
  const refused = [...codes].map(([code, count]) => `${code} ${count}`).join(', ');
  const megabytes = (mostBytes / 2 ** 20).toFixed(1);
  return `${files} files: ${read} read, ${refused}; the slowest took ${slowestMs.toFixed(0)} ms, the largest ${megabytes} MB`;
}
