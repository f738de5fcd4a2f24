// Runs that an earlier version wrote (test/golden/runs), laid out as the workspace of a person who has had them for long, and
// the command line asked about them there.

import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCli } from '../faults/cliProcess';
import { hashOfTensors } from '../faults/runFolder';

export const OLD_RUNS = path.join('test', 'golden', 'runs');
export const ANSWERS_FILE = path.join(OLD_RUNS, 'answers.json');

/** Below `OLD_RUNS`: the data, and the experiment of each run by its name. */
const WORKSPACE = 'workspace';

/** Stands in the committed files for the workspace's folder. */
const PLACE = '/old/workspace';

/** Files of a run that name places. */
const WITH_PLACES = ['run.json', 'evaluation.json'];

/** What the command line said. Lines of standard output that are JSON objects are given as such. */
export interface Answer {
  code: number | null;
  out: (string | object)[];
  err: string[];
  /** SHA-256 of what was written to `EXPORTED`. */
  exported?: string;
}

/** How a resumed training ended. */
export interface Resumed {
  /** Of the tensors of the best checkpoint, or of the word vectors. */
  tensors: string;
  /** The final figures; none of word vectors, whose figures follow the clock. */
  metrics?: Record<string, number>;
}

/** `answers.json`. */
export interface OldAnswers {
  origin: string;
  /** What `processorBits` gave where these were made. */
  processor: string;
  /** By the arguments, joined with spaces. */
  answers: Record<string, Answer>;
  /** By the run's name. */
  resumed: Record<string, Resumed>;
}

/** Where questions about exports have the file put. */
export const EXPORTED = 'exported';

export interface Workspace {
  folder: string;
  /** The run's id by its name. */
  ids: Map<string, string>;
}

export const experimentFiles = (): string[] =>
  fs.readdirSync(path.join(OLD_RUNS, WORKSPACE)).filter((name) => name.endsWith('.nlplab.json'));

const nameOf = (experimentFile: string): string => experimentFile.replace('.nlplab.json', '');

export function copyData(folder: string): void {
  fs.cpSync(path.join(OLD_RUNS, WORKSPACE), folder, { recursive: true });
}

/** Copies data and runs into `folder`, which is there and empty. */
export function layOut(folder: string, names = experimentFiles().map(nameOf)): Workspace {
  copyData(folder);
  const ids = new Map<string, string>();
  for (const name of names) {
    const record = JSON.parse(fs.readFileSync(path.join(OLD_RUNS, name, 'run.json'), 'utf8')) as { id: string };
    const run = runFolder(folder, record.id);
    fs.cpSync(path.join(OLD_RUNS, name), run, { recursive: true });
    replaceInFiles(run, PLACE, folder);
    ids.set(name, record.id);
  }
  return { folder, ids };
}

const runFolder = (folder: string, id: string): string => path.join(folder, '.nlplab', 'runs', id);

/** Brings a run that was made in the workspace `folder` to where `layOut` finds it, without what only its writer needed. */
export function keepRun(folder: string, id: string, name: string): void {
  const run = runFolder(folder, id);
  const kept = path.join(OLD_RUNS, name);
  fs.rmSync(kept, { recursive: true, force: true });
  const isWriters = (file: string): boolean => file.endsWith('.lease') || file.endsWith('.tmp');
  fs.cpSync(run, kept, { recursive: true, filter: (file) => !isWriters(file) });
  replaceInFiles(kept, folder, PLACE);
}

function replaceInFiles(run: string, from: string, to: string): void {
  for (const file of WITH_PLACES.map((name) => path.join(run, name)).filter((name) => fs.existsSync(name)))
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(inJson(from), inJson(to)));
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Asks the command line; `{name}` in an argument stands for the id of the run. What it exports goes to a file of this question
 * alone, since questions are asked side by side. @param run calls the command line in a folder
 */
export async function ask(question: readonly string[], { folder, ids }: Workspace, run = runCli): Promise<Answer> {
  const own = `${EXPORTED}-${randomUUID()}`;
  const args = question.map((argument) =>
    argument === EXPORTED ? own : argument.replace(/\{(.+?)\}/g, (_, name: string) => ids.get(name) ?? name),
  );
  const { code, out, err } = await run(args, folder);
  const lines = (text: string): string[] =>
    text.replaceAll(inJson(folder), PLACE).replaceAll(own, EXPORTED).split('\n').slice(0, -1);
  if (!args.includes(own)) return { code, out: lines(out).map(parsed), err: lines(err) };
  const sha256 = createHash('sha256')
    .update(fs.readFileSync(path.join(folder, own)))
    .digest('hex');
  return { code, out: lines(out).map(parsed), err: lines(err), exported: sha256 };
}

const parsed = (line: string): string | object => (line.startsWith('{') ? (JSON.parse(line) as object) : line);

/** Goes on with a run to its end. Throws where the command line does not. @param run calls the command line in a folder */
export async function resume(name: string, { folder, ids }: Workspace, run = runCli): Promise<Resumed> {
  const { code, events, err } = await run(['train', '--resume', ids.get(name) ?? name, '--json'], folder);
  const end = events.at(-1);
  if (code !== 0 || end?.status !== 'completed') throw new Error(`${name} was not resumed to its end: ${err}`);
  return endOf(runFolder(folder, String(end.run)), end.metrics as Record<string, number>);
}

export function endOf(run: string, metrics: Record<string, number>): Resumed {
  const vectors = path.join(run, 'vectors.safetensors');
  if (fs.existsSync(vectors)) return { tensors: hashOfTensors(vectors) };
  return { tensors: hashOfTensors(path.join(run, 'checkpoints', 'best', 'model.safetensors')), metrics };
}
