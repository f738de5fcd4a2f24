// Bad input and bad luck through the real command line and worker: each is refused with the right exit code and words that
// name the file, the line or the key, and nothing that was there before is lost.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { summarizeRun } from '../../src/engine/store/runFolder';
import { type CliEnd, runCli, startCli } from './cliProcess';
import { entriesBelow, hashOfTensors, readMetrics, readRunRecord, runFolders } from './runFolder';
import { corpusRows, type SmallExperiment, smallExperiment, tsvOf, writeExperiment } from './smallExperiment';

const ROWS = corpusRows(300, 1);
const BINARY = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3)) % 256));
const PARAMETERS = path.join('checkpoints', 'last', 'model.safetensors');

let root: string;
let number = 0;
/** A folder for one test, with the experiment in it. */
let folder: string;
let runsFolder: string;
/** A run trained to the end once; tests copy it. */
let finished: string;

function train(experiment: SmallExperiment = smallExperiment(), corpus?: string): Promise<CliEnd> {
  const file = writeExperiment(folder, experiment, corpus);
  return runCli(['train', file, '--json', '--runs', runsFolder], folder);
}

/** Trains until step 10 was told, and kills. */
async function killedRun(): Promise<string> {
  const file = writeExperiment(folder, smallExperiment());
  const cli = startCli(['train', file, '--json', '--runs', runsFolder], folder, ({ event, step }) => {
    if (event === 'step' && (step as number) >= 10) cli.child.kill('SIGKILL');
  });
  const { signal, err } = await cli.end;
  assert.equal(signal, 'SIGKILL', err);
  return onlyRun();
}

function onlyRun(): string {
  const runs = runFolders(runsFolder);
  assert.equal(runs.length, 1);
  return runs[0];
}

function resume(run: string): Promise<CliEnd> {
  return runCli(['train', '--resume', run, '--json', '--runs', runsFolder], folder);
}

function copyOfFinished(): string {
  const copy = path.join(runsFolder, path.basename(finished));
  fs.cpSync(finished, copy, { recursive: true });
  return copy;
}

/** Every checkpoint's file of this name, whichever ending its folder bears. */
function checkpointFiles(run: string, name: string, of = /^(last|best)/): string[] {
  const checkpoints = path.join(run, 'checkpoints');
  return fs
    .readdirSync(checkpoints)
    .filter((entry) => of.test(entry))
    .map((entry) => path.join(checkpoints, entry, name));
}

function cutInHalf(file: string): void {
  fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
}

function flipByteInMiddle(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  fs.writeFileSync(file, bytes);
}

function digest(below: string): string {
  const hash = createHash('sha256');
  for (const name of entriesBelow(below)) {
    const file = path.join(below, name);
    hash.update(`${name}\n`);
    if (fs.statSync(file).isFile()) hash.update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/** The end that bad input must have: exit code 2, words that say all of `says`, only JSON on standard output. */
function refused(end: CliEnd, ...says: RegExp[]): void {
  assert.equal(end.signal, null);
  assert.equal(end.code, 2, end.err);
  for (const words of says) assert.match(end.err, words);
  assert.doesNotMatch(end.err, /Unexpected failure|\n\s+at .*\.js:\d+/, 'a stack or a defect of ours is no message');
  assert.deepEqual(end.otherLines, []);
  for (const run of runFolders(runsFolder)) assert.notEqual(summarizeRun(nodeFiles, run).record.status, 'running');
}

function completed(end: CliEnd): void {
  assert.equal(end.code, 0, end.err);
  assert.equal(end.events.at(-1)?.status, 'completed');
}

describe('bad input and bad luck', () => {
  before(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-faults-'));
    folder = path.join(root, 'finished');
    runsFolder = path.join(folder, 'runs');
    completed(await train());
    finished = onlyRun();
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    folder = path.join(root, `test-${++number}`);
    runsFolder = path.join(folder, 'runs');
    fs.mkdirSync(runsFolder, { recursive: true });
  });

  describe('a damaged checkpoint', () => {
    const damages: [string, (file: string) => void][] = [
      ['truncated', cutInHalf],
      ['changed in one byte', flipByteInMiddle],
      ['emptied', (file) => fs.truncateSync(file)],
    ];
    for (const name of ['model.safetensors', 'optimizer.safetensors', 'state.json'])
      for (const [how, damage] of damages)
        it(`is named when ${name} is ${how} everywhere, and resuming changes nothing`, async () => {
          const run = await killedRun();
          checkpointFiles(run, name).forEach(damage);
          const before = digest(path.join(run, 'checkpoints'));
          refused(await resume(run), new RegExp(name.replace('.', '\\.')));
          assert.equal(digest(path.join(run, 'checkpoints')), before);
        });

    it('gives way to an older one when resuming, and says so', async () => {
      const run = await killedRun();
      checkpointFiles(run, 'model.safetensors', /^last$/).forEach(cutInHalf);
      const end = await resume(run);
      completed(end);
      assert.match(end.err, /model\.safetensors/);
      assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(finished, PARAMETERS)));
    });

    it('is named when predicting', async () => {
      const run = copyOfFinished();
      checkpointFiles(run, 'model.safetensors').forEach(cutInHalf);
      refused(await runCli(['predict', run, '--text', 'a fine film', '--json'], folder), /model\.safetensors/);
    });
  });

  describe('a damaged record', () => {
    it('is listed as failed beside the others, and named when used', async () => {
      const run = copyOfFinished();
      fs.cpSync(finished, path.join(runsFolder, 'whole'), { recursive: true });
      cutInHalf(path.join(run, 'run.json'));
      const listed = await runCli(['runs', '--json', '--runs', runsFolder], folder);
      assert.equal(listed.code, 0, listed.err);
      assert.deepEqual(listed.events.map(({ status }) => status).sort(), ['completed', 'failed']);
      const end = await runCli(['predict', run, '--text', 'a', '--json'], folder);
      assert.equal(end.code, 2);
      assert.match(end.err, /run\.json/);
    });
  });

  describe('a damaged log', () => {
    const tails: [string, string][] = [
      ['a torn last line', '{"kind":"step","st'],
      ['a torn last line with a letter cut in two', '{"kind":"event","detail":"\ud55c'],
    ];
    for (const [name, tail] of tails)
      it(`with ${name} is readable, and whole again after the resume`, async () => {
        const run = await killedRun();
        const log = path.join(run, 'metrics.jsonl');
        const whole = readMetrics(run, { torn: true });
        const kept = fs.readFileSync(log).subarray(0, fs.readFileSync(log).lastIndexOf(10) + 1);
        fs.writeFileSync(log, Buffer.concat([kept, Buffer.from(tail).subarray(0, -1)]));
        const listed = await runCli(['runs', '--json', '--runs', runsFolder], folder);
        assert.deepEqual(
          listed.events.map(({ status }) => status),
          ['interrupted'],
        );
        completed(await resume(run));
        assert.deepEqual(readMetrics(run, { torn: false }).slice(0, whole.length), whole);
        assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(finished, PARAMETERS)));
      });

    it('with garbage in the middle does not keep the run from going on', async () => {
      const run = await killedRun();
      fs.appendFileSync(path.join(run, 'metrics.jsonl'), 'garbage\n');
      completed(await resume(run));
    });
  });

  describe('a file that is not text', () => {
    it('is named when training', async () => {
      const file = writeExperiment(folder, smallExperiment());
      fs.writeFileSync(path.join(folder, 'train.tsv'), BINARY);
      refused(await runCli(['train', file, '--json', '--runs', runsFolder], folder), /train\.tsv/, /text/);
    });
    it('is named when tokenising', async () => {
      fs.writeFileSync(path.join(folder, 'noise.txt'), BINARY);
      refused(await runCli(['tokenize', 'noise.txt', '--json'], folder), /noise\.txt/, /text/);
    });
    it('is named when evaluating', async () => {
      fs.writeFileSync(path.join(folder, 'noise.tsv'), BINARY);
      refused(await runCli(['evaluate', finished, '--data', 'noise.tsv', '--json'], folder), /noise\.tsv/);
    });
    it('is named when it is the experiment', async () => {
      fs.writeFileSync(path.join(folder, 'x.nlplab.json'), BINARY);
      refused(await runCli(['train', 'x.nlplab.json', '--json', '--runs', runsFolder], folder), /x\.nlplab\.json/);
    });
    it('is named when it is a gzip file cut short', async () => {
      const file = writeExperiment(
        folder,
        smallExperiment({ data: { train: 'train.tsv.gz', text: 'text', label: 'label' } }),
      );
      const packed = execFileSync('gzip', ['-c', path.join(folder, 'train.tsv')]);
      fs.writeFileSync(path.join(folder, 'train.tsv.gz'), packed.subarray(0, packed.length >> 1));
      refused(await runCli(['train', file, '--json', '--runs', runsFolder], folder), /train\.tsv\.gz/);
    });
  });

  describe('data that cannot be learned from', () => {
    const data = { train: 'train.tsv', validation: 0.1, text: 'text', label: 'label' };
    const oneClass = tsvOf(ROWS.map(([text]) => [text, 'positive']));
    const cases: [string, SmallExperiment, string | undefined, RegExp[]][] = [
      ['a file that is not there', { data: { ...data, train: 'nowhere.tsv' } }, undefined, [/nowhere\.tsv/]],
      [
        'a column that is missing',
        { data: { ...data, text: 'review' } },
        undefined,
        [/train\.tsv/, /"review"/, /\btext\b/],
      ],
      ['one class only', {}, oneClass, [/train\.tsv/, /positive/]],
      ['only empty texts', {}, tsvOf(ROWS.map(([, label]) => ['', label])), [/train\.tsv/, /empty|no text/i]],
      ['no rows', {}, tsvOf([]), [/train\.tsv/]],
      ['an empty file', {}, '', [/train\.tsv/]],
      ['a line with too few fields', {}, `${tsvOf(ROWS)}alone\n`, [/train\.tsv/, /302/]],
    ];
    for (const [name, changes, corpus, says] of cases)
      it(`is refused: ${name}`, async () => refused(await train(smallExperiment(changes), corpus), ...says));

    it('leaves out some empty texts and says how many', async () => {
      const rows = ROWS.map(([text, label], index): [string, string] => [index < 7 ? '' : text, label]);
      const end = await train(smallExperiment(), tsvOf(rows));
      completed(end);
      assert.match(end.err, /7 .*empty|empty.* 7/i);
    });

    it('is refused: a label of the validation part never seen in training', async () => {
      writeExperiment(folder, smallExperiment());
      fs.writeFileSync(path.join(folder, 'v.tsv'), tsvOf([...ROWS.slice(0, 20), ['so so', 'neutral']]));
      refused(await train(smallExperiment({ data: { ...data, validation: 'v.tsv' } })), /v\.tsv/, /neutral/, /22/);
    });

    it('is refused: a label never seen in training, when evaluating', async () => {
      fs.writeFileSync(path.join(folder, 'e.tsv'), tsvOf([...ROWS.slice(0, 20), ['so so', 'neutral']]));
      const end = await runCli(['evaluate', finished, '--data', 'e.tsv', '--json'], folder);
      refused(end, /e\.tsv/, /neutral/, /22/, /positive/);
    });

    it('predicts for an empty text all the same', async () => {
      const end = await runCli(['predict', finished, '--text', '', '--text', 'zzz qqq', '--json'], folder);
      assert.equal(end.code, 0, end.err);
      assert.equal(end.events.length, 2);
    });
  });

  describe('a vocabulary of one', () => {
    it('is refused by its key when asked for', async () =>
      refused(
        await train(smallExperiment({ tokenizer: { type: 'word', vocabularySize: 1 } })),
        /vocabularySize/,
        /json:\d+/,
      ));

    const corpora: [string, string, SmallExperiment][] = [
      ['every text is the same word', tsvOf(ROWS.map(([, label]) => ['word', label])), {}],
      ['no word is frequent enough', tsvOf(ROWS), { tokenizer: { type: 'word', minFrequency: 100_000 } }],
    ];
    for (const [name, corpus, changes] of corpora)
      it(`trains or is refused in words when ${name}`, async () => {
        const end = await train(smallExperiment(changes), corpus);
        if (end.code === 0) completed(end);
        else refused(end, /vocabulary|word|token|minFrequency/);
      });
  });

  describe('an experiment that is wrong', () => {
    const model = { type: 'lstm', embedding: 16, hidden: 16 };
    const cases: [string, SmallExperiment, RegExp[]][] = [
      ['a key with a slip', { model: { ...model, hiden: 3 } }, [/hiden/, /hidden/, /json:\d+/]],
      ['a value with a slip', { model: { ...model, type: 'lsmt' } }, [/lsmt/, /lstm/]],
      ['a wrong type', { model: { ...model, hidden: 'many' } }, [/hidden/]],
      ['a name like an inherited property', { constructor: 1 }, [/constructor/]],
    ];
    for (const [name, changes, says] of cases)
      it(`is refused: ${name}`, async () =>
        refused(await train(smallExperiment(changes)), /small\.nlplab\.json/, ...says));

    it('is refused: not JSON', async () => {
      fs.writeFileSync(path.join(folder, 'x.nlplab.json'), '{\n  "name": "x",\n  "task" classification\n}');
      const end = await runCli(['train', 'x.nlplab.json', '--json', '--runs', runsFolder], folder);
      refused(end, /x\.nlplab\.json/, /json:3/);
    });
    it('is refused: --set of a key that does not exist', async () => {
      const file = writeExperiment(folder, smallExperiment());
      refused(
        await runCli(['train', file, '--set', 'training.epoch=3', '--json'], folder),
        /training\.epoch/,
        /epochs/,
      );
    });
  });

  describe('a machine that is too small', () => {
    it('refuses a run that needs more memory, with both figures, before it starts', async () => {
      const model = { type: 'lstm', embedding: 65_536, hidden: 65_536, layers: 8 };
      refused(await train(smallExperiment({ model })), /memory/i, /\d.*[GT]i?B.*\d.*[GMT]i?B/s);
      assert.deepEqual(runFolders(runsFolder), []);
    });

    it('ends a run whose disk is full, keeps its checkpoint, and goes on exactly once there is room', async function () {
      if (process.platform !== 'linux' || process.getuid?.() !== 0) return this.skip(); // needs root to mount a small disk
      fs.mkdirSync(runsFolder, { recursive: true });
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', runsFolder], { stdio: 'pipe' });
      } catch {
        return this.skip(); // this system lets even root not mount
      }
      try {
        await fillDiskAndResume();
      } finally {
        execFileSync('umount', ['-l', runsFolder]);
      }
    });

    async function fillDiskAndResume(): Promise<void> {
      const filler = path.join(runsFolder, 'filler.bin');
      const file = writeExperiment(folder, smallExperiment());
      let filled = false;
      const cli = startCli(['train', file, '--json', '--runs', runsFolder], folder, ({ event, step }) => {
        if (filled || event !== 'step' || (step as number) < 10) return;
        filled = true;
        fillUp(filler);
      });
      const end = await cli.end;
      assert.ok(filled);
      assert.equal(end.code, 1, end.err);
      assert.match(end.err, /disk|space/i);
      assert.match(end.err, new RegExp(path.basename(runsFolder)));
      const run = onlyRun();
      readRunRecord(run);
      readMetrics(run, { torn: true });
      fs.rmSync(filler);
      completed(await resume(run));
      readMetrics(run, { torn: false });
      assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(finished, PARAMETERS)));
    }

    function fillUp(filler: string): void {
      const block = Buffer.alloc(64 * 1024);
      const out = fs.openSync(filler, 'w');
      try {
        for (let size = block.length; size >= 1;) {
          try {
            fs.writeSync(out, block, 0, size);
          } catch {
            size >>= 1;
          }
        }
      } finally {
        fs.closeSync(out);
      }
    }
  });

  it('has left the run that was finished first as it was', async () => {
    const metrics = readMetrics(finished, { torn: false });
    assert.equal(readRunRecord(finished).status, 'completed');
    assert.ok(metrics.length > 0);
    const end = await runCli(['predict', finished, '--text', 'a lovely bright film', '--json'], folder);
    assert.equal(end.events[0]?.label, 'positive', end.err);
  });
});
