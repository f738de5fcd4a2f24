// The examples of a run's evaluations: beside each evaluation of the latest few a file named by its time, JSON lines in gzip, first what
// is said of all, then an example a line. A file that is damaged counts as none: the evaluation can be made again.

import path from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import {
  OUTCOMES,
  RANGES,
  type ExampleCondition,
  type ExamplesHead,
  type JudgedExample,
} from '../../protocol/examples';
import { LabError } from '../../protocol/labError';
import { METRICS, type MetricName } from '../../protocol/metrics';
import type { KeptExamples } from '../metrics/judgedExamples';
import { streamFileAtomically } from '../store/atomicFile';
import type { Files } from '../store/files';
import { readText } from '../text/readText';

const ENDING = '.examples.jsonl.gz';

/** So many evaluations keep their examples; of those before, the report remains. */
const MOST_KEPT = 10;

/** @param folder of the evaluations @param name of one, made of its time */
export const examplesFile = (folder: string, name: string): string => path.join(folder, `${name}${ENDING}`);

const LINES_AT_ONCE = 500;

/** Fails with `DISK`. */
export async function writeExamples(files: Files, file: string, at: string, kept: KeptExamples): Promise<void> {
  const lines = function* (): Generator<string> {
    yield `${JSON.stringify({ format: 1, at, ...kept.head })}\n`;
    let block: string[] = [];
    for (const example of kept.examples) {
      block.push(JSON.stringify(example));
      if (block.length < LINES_AT_ONCE) continue;
      yield `${block.join('\n')}\n`;
      block = [];
    }
    if (block.length > 0) yield `${block.join('\n')}\n`;
  };
  const zipped = Readable.from(lines()).pipe(createGzip());
  await streamFileAtomically(files, file, zipped as AsyncIterable<Uint8Array>);
}

/**
 * Removes those of the evaluations before the latest few, and what a process left that was killed before there was an evaluation of that
 * name.
 * @param folder of the evaluations @param names of the evaluations that there are
 */
export function forgetExamples(files: Files, folder: string, names: ReadonlySet<string>): void {
  const isOfOne = (file: string): boolean => names.has(file.slice(0, -ENDING.length));
  const kept = files.list(folder).filter((file) => file.endsWith(ENDING));
  const before = kept.filter(isOfOne).sort().reverse().slice(MOST_KEPT);
  for (const file of [...before, ...kept.filter((each) => !isOfOne(each))]) files.remove(path.join(folder, file));
}

export interface ReadExamples {
  head: ExamplesHead;
  examples: JudgedExample[];
}

const number = z.number();
const metric = z.enum(Object.keys(METRICS) as [MetricName, ...MetricName[]]);
const condition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
  z.object({ kind: z.enum(['gold', 'prediction', 'label']), value: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('column'), column: z.string(), value: z.string() }),
  z.object({ kind: z.literal('range'), of: z.enum(RANGES), above: number.optional(), to: number.optional() }),
]) satisfies z.ZodType<ExampleCondition>;

const headSchema = z.object({
  format: z.literal(1),
  ...{ at: z.iso.datetime(), source: z.string(), count: number, metric, groupMetric: metric },
  ...{ interval: z.enum(['wilson', 'bootstrap']), small: number },
  groups: z.array(
    z.object({
      ...{ condition, count: number, value: number, low: number, high: number, rest: number },
      ...{ loss: number.optional(), p: number, adjusted: number },
    }),
  ),
});

const exampleSchema = z.object({
  texts: z.array(z.string()).min(1),
  ...{ gold: z.string(), prediction: z.string(), score: number },
  ...{
    isRight: z.boolean().optional(),
    probability: number.optional(),
    loss: number.nullish(),
    number: number.optional(),
  },
  labels: z.array(z.string()).optional(),
  written: z.object({ reference: number, output: number }).optional(),
  ...{ tokens: number.optional(), unknown: number.optional(), file: z.string().optional(), line: number.optional() },
  columns: z.record(z.string(), z.string()).optional(),
});

/** Undefined where there is no such file. Fails with `INVALID_FILE` where it is damaged, and with `CANCELLED`. */
export async function readExamples(
  files: Files,
  file: string,
  signal?: AbortSignal,
): Promise<ReadExamples | undefined> {
  if (files.stat(file)?.kind !== 'file') return undefined;
  let head: ExamplesHead | undefined;
  const examples: JudgedExample[] = [];
  for await (const { lines, firstLine } of readText(file, { encoding: 'utf-8' }).blocks()) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the examples was cancelled.');
    lines.forEach((line, i) => {
      if (line === '') return;
      const place = { file, line: firstLine + i };
      if (!head) head = checked(headSchema, line, place);
      else examples.push(withoutNull(checked(exampleSchema, line, place)));
    });
  }
  if (head?.count !== examples.length) throw damaged(file, examples.length + 1);
  return { head, examples };
}

/** A loss that is not finite is null in JSON. */
const withoutNull = ({ loss, ...example }: z.infer<typeof exampleSchema>): JudgedExample =>
  loss === undefined ? example : { ...example, loss: loss ?? Infinity };

function checked<T>(schema: z.ZodType<T>, line: string, place: { file: string; line: number }): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw damaged(place.file, place.line);
  }
}

const damaged = (file: string, line: number): LabError =>
  new LabError(
    'INVALID_FILE',
    `"${file}", line ${line}: the examples of this evaluation are damaged. Evaluate the run again.`,
    {
      ...{ file, line },
    },
  );
