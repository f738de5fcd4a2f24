// How large what an experiment would train is: found by preparing its training, where all that is to be read for that is little, else as
// a run of its size says it.

import path from 'node:path';
import { ANALYSERS } from '../../protocol/analysers/analysers';
import type { TrainRequest } from '../../protocol/engine';
import type { Named } from '../../protocol/writing';
import { runsOfSize, sizedKeys } from '../runs/alikeRuns';
import { withPreparedExperiment } from '../runs/preparedRuns';
import { fileStamp } from '../store/runStamp';
import { nodeFiles } from '../store/nodeFiles';
import { type Experiment, taskOf } from '../tasks/tasks';
import type { Written } from './asked';
import { namesIn } from './namedIn';

interface Sizes {
  parameters: number;
  /** Updates in one epoch; of what is trained in steps. */
  steps?: number;
  /** Bytes that a step takes at its height, where they are known. */
  memory?: number;
}

interface SizesAsked {
  request: Omit<TrainRequest, 'runsFolder'> & { runsFolder?: string };
  experiment: Experiment;
  signal: AbortSignal;
}

/** Undefined where nothing is known without reading much. Fails with `CANCELLED`. */
export async function sizesOf(asked: SizesAsked): Promise<Sizes | undefined> {
  const { experiment, request } = asked;
  const { runsFolder, baseFolder } = request;
  const root = JSON.parse(JSON.stringify(experiment)) as Written;
  const key = JSON.stringify([sizedKeys(experiment), baseFolder, request.defaults, stampsOf(root, baseFolder)]);
  const known = found.get(key);
  if (known) return known;
  if (!isQuick(root, baseFolder) || taskOf(experiment).abilities(experiment).includes('picture')) {
    const [run] = runsFolder === undefined ? [] : runsOfSize(nodeFiles, { runsFolder, experiment, baseFolder });
    return run && { parameters: run.parameters, ...stepsOf(run) };
  }
  const sizes = await preparedSizes(asked);
  found.set(key, sizes);
  for (const old of found.keys()) if (found.size > MOST_KEPT) found.delete(old);
  return sizes;
}

/** What was prepared last, by all that it depends on: nothing is read twice. */
const found = new Map<string, Sizes>();
const MOST_KEPT = 16;

function preparedSizes({ request, signal }: SizesAsked): Promise<Sizes> {
  const { defaults } = request;
  const surroundings = { files: nodeFiles, defaults, progress: () => undefined, signal };
  return withPreparedExperiment(request, surroundings, (prepared) => {
    const { parameters, stepBytes: memory } = prepared;
    return Promise.resolve({ parameters, ...stepsOf(prepared), ...(memory === undefined ? {} : { memory }) });
  });
}

/** Left out where epochs are not cut alike. */
function stepsOf({ steps, epochs }: { steps?: number; epochs: number }): Pick<Sizes, 'steps'> {
  const each = steps === undefined ? undefined : steps / epochs;
  return each !== undefined && Number.isInteger(each) ? { steps: each } : {};
}

/** More bytes of texts are not read for figures that nobody has asked for. */
const MOST_BYTES = 1 << 20;
/** How much longer a compressed file is when it is read, about. */
const INFLATED = 8;
/** What may be read: what else is named (runs, vectors, tensors, programs) may be large, or is to be opened only when it is used. */
const QUICK: readonly Named[] = ['corpus', 'column', 'columnNumber', 'words', 'tokenizer'];

function isQuick(root: Written, baseFolder: string): boolean {
  if (namesIn(root).some(({ named }) => !QUICK.includes(named))) return false;
  if ([root.tokenizer, root.targetTokenizer].some(isAnalysed)) return false;
  const sizes = filesIn(root, baseFolder).map((file) => {
    const stat = nodeFiles.stat(file);
    return stat?.kind === 'file' ? stat.bytes * (/\.gz$/i.test(file) ? INFLATED : 1) : Infinity;
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0) <= MOST_BYTES;
}

/** Analysers load models and dictionaries, which takes as long as much text does. */
const isAnalysed = (tokenizer: unknown): boolean =>
  ANALYSERS.some(({ type }) => type === (tokenizer as { type?: unknown } | undefined)?.type);

const filesIn = (root: Written, baseFolder: string): string[] =>
  namesIn(root)
    .filter(({ named }) => named !== 'column' && named !== 'columnNumber')
    .map(({ text }) => path.resolve(baseFolder, text));

const stampsOf = (root: Written, baseFolder: string): string[] =>
  filesIn(root, baseFolder).map((file) => fileStamp(nodeFiles, file));
