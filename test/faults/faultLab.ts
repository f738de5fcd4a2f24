// A folder for each test of bad input, a run trained to its end once and one killed once, which tests copy, and the ends that
// the command line may come to.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { summarizeRun } from '../../src/engine/store/runFolder';
import { runCliHere } from './cliHere';
import { type CliEnd, type CliEvent, type CliProcess, runCli, startCli } from './cliProcess';
import { ageLease, runFolders } from './runFolder';
import { corpusRows, type SmallExperiment, smallExperiment, writeExperiment } from './smallExperiment';

export const ROWS = corpusRows(300, 1);
export const PARAMETERS = path.join('checkpoints', 'last', 'model.safetensors');

export class FaultLab {
  private root = '';
  private number = 0;
  private killed: string | undefined;
  /** A folder for one test, with the experiment in it. */
  folder = '';
  /** A run trained to the end once. */
  finished = '';

  /** @param inFolder calls the command line in a folder */
  constructor(private readonly inFolder: typeof runCli) {}

  get runsFolder(): string {
    return path.join(this.folder, 'runs');
  }

  /** Trains the run that is finished. */
  async open(): Promise<void> {
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-faults-'));
    this.folder = path.join(this.root, 'finished');
    completed(await this.train());
    this.finished = this.onlyRun();
  }

  next(): void {
    this.folder = path.join(this.root, `test-${++this.number}`);
    fs.mkdirSync(this.runsFolder, { recursive: true });
  }

  close(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  train(experiment: SmallExperiment = smallExperiment(), corpus?: string): Promise<CliEnd> {
    return this.run(['train', writeExperiment(this.folder, experiment, corpus), '--json', '--runs', this.runsFolder]);
  }

  /** Trains, and tells of every event while it does. */
  startTraining(onEvent: (event: CliEvent) => void, experiment = smallExperiment()): CliProcess {
    const file = writeExperiment(this.folder, experiment);
    return startCli(['train', file, '--json', '--runs', this.runsFolder], this.folder, onEvent);
  }

  resume(run: string): Promise<CliEnd> {
    return this.run(['train', '--resume', run, '--json', '--runs', this.runsFolder]);
  }

  /** The command line in the folder of the test. */
  run(args: readonly string[]): Promise<CliEnd> {
    return this.inFolder(args, this.folder);
  }

  /** The same, always with the built programs. */
  runProgram(args: readonly string[]): Promise<CliEnd> {
    return runCli(args, this.folder);
  }

  /** The end that bad input must have: exit code 2, words that say all of `says`, only JSON on standard output. */
  refused(end: CliEnd, ...says: RegExp[]): void {
    assert.equal(end.signal, null);
    assert.equal(end.code, 2, end.err);
    for (const words of says) assert.match(end.err, words);
    assert.doesNotMatch(end.err, /Unexpected failure|\n\s+at .*\.js:\d+/, 'a stack or a defect of ours is no message');
    assert.deepEqual(end.otherLines, []);
    for (const run of runFolders(this.runsFolder))
      assert.notEqual(summarizeRun(nodeFiles, run).record.status, 'running');
  }

  onlyRun(): string {
    const runs = runFolders(this.runsFolder);
    assert.equal(runs.length, 1);
    return runs[0];
  }

  copyOfFinished(): string {
    return this.copy(this.finished);
  }

  /** A run that was killed when it had told of step 10; what it was about to save is swept away, as a start does with it. */
  async copyOfKilled(): Promise<string> {
    this.killed ??= await this.killOne();
    return this.copy(this.killed);
  }

  private async killOne(): Promise<string> {
    const { folder } = this;
    this.folder = path.join(this.root, 'killed');
    const cli = this.startTraining(({ event, step }) => {
      if (event === 'step' && (step as number) >= 10) cli.child.kill('SIGKILL');
    });
    const { signal, err } = await cli.end;
    assert.equal(signal, 'SIGKILL', err);
    const run = this.onlyRun();
    ageLease(run);
    const checkpoints = path.join(run, 'checkpoints');
    for (const name of fs.readdirSync(checkpoints).filter((entry) => entry.endsWith('.tmp')))
      fs.rmSync(path.join(checkpoints, name), { recursive: true });
    this.folder = folder;
    return run;
  }

  private copy(run: string): string {
    const copy = path.join(this.runsFolder, path.basename(run));
    fs.cpSync(run, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  }
}

/**
 * Gives the surrounding `describe` a laboratory, with a folder of its own for each test. @param inFolder calls the command line;
 * in this process where it is left out
 */
export function useFaultLab(inFolder: typeof runCli = runCliHere): FaultLab {
  const lab = new FaultLab(inFolder);
  before(() => lab.open());
  beforeEach(() => lab.next());
  after(() => lab.close());
  return lab;
}

export function completed(end: CliEnd): void {
  assert.equal(end.code, 0, end.err);
  assert.equal(end.events.at(-1)?.status, 'completed');
}
