// Runs whose files were damaged, through the command line and the engine, and some of each kind through the built programs: what is
// damaged is named, what can be saved goes on to the very bits, and nothing that was there before is lost.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { completed, PARAMETERS, ROWS, useFaultLab } from './faultLab';
import { entriesBelow, hashOfTensors, readMetrics, readRunRecord } from './runFolder';
import { smallExperiment, tsvOf } from './smallExperiment';

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

/** New files may come while the old ones are taken away. */
function removeWhileWritten(folder: string): void {
  while (fs.existsSync(folder))
    try {
      fs.rmSync(folder, { recursive: true });
    } catch (error) {
      assert.match((error as NodeJS.ErrnoException).code ?? '', /^(ENOTEMPTY|ENOENT)$/);
    }
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

describe('damaged runs', () => {
  const lab = useFaultLab();

  describe('a damaged checkpoint', () => {
    const damages: [string, (file: string) => void][] = [
      ['truncated', cutInHalf],
      ['changed in one byte', flipByteInMiddle],
      ['emptied', (file) => fs.truncateSync(file)],
    ];
    for (const name of ['model.safetensors', 'optimizer.safetensors', 'state.json'])
      for (const [how, damage] of damages)
        it(`is named when ${name} is ${how} everywhere, and resuming changes nothing`, async () => {
          const run = await lab.copyOfKilled();
          checkpointFiles(run, name).forEach(damage);
          const before = digest(path.join(run, 'checkpoints'));
          lab.refused(await lab.resume(run), new RegExp(name.replace('.', '\\.')));
          assert.equal(digest(path.join(run, 'checkpoints')), before);
        });

    it('gives way to an older one when resuming, and says so', async () => {
      const run = await lab.copyOfKilled();
      checkpointFiles(run, 'model.safetensors', /^last$/).forEach(cutInHalf);
      const end = await lab.runProgram(['train', '--resume', run, '--json', '--runs', lab.runsFolder]);
      completed(end);
      assert.match(end.err, /model\.safetensors/);
      assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(lab.finished, PARAMETERS)));
    });

    it('is named when predicting', async () => {
      const run = lab.copyOfFinished();
      checkpointFiles(run, 'model.safetensors').forEach(cutInHalf);
      lab.refused(await lab.runProgram(['predict', run, '--text', 'a fine film', '--json']), /model\.safetensors/);
    });
  });

  describe('a damaged record', () => {
    it('is listed as failed beside the others, and named when used', async () => {
      const run = lab.copyOfFinished();
      fs.cpSync(lab.finished, path.join(lab.runsFolder, 'whole'), { recursive: true });
      cutInHalf(path.join(run, 'run.json'));
      const listed = await lab.runProgram(['runs', '--json', '--runs', lab.runsFolder]);
      assert.equal(listed.code, 0, listed.err);
      assert.deepEqual(listed.events.map(({ status }) => status).sort(), ['completed', 'failed']);
      const end = await lab.run(['predict', run, '--text', 'a', '--json']);
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
        const run = await lab.copyOfKilled();
        const log = path.join(run, 'metrics.jsonl');
        const whole = readMetrics(run, { torn: true });
        const kept = fs.readFileSync(log).subarray(0, fs.readFileSync(log).lastIndexOf(10) + 1);
        fs.writeFileSync(log, Buffer.concat([kept, Buffer.from(tail).subarray(0, -1)]));
        const listed = await lab.run(['runs', '--json', '--runs', lab.runsFolder]);
        assert.deepEqual(
          listed.events.map(({ status }) => status),
          ['interrupted'],
        );
        completed(await lab.resume(run));
        assert.deepEqual(readMetrics(run, { torn: false }).slice(0, whole.length), whole);
        assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(lab.finished, PARAMETERS)));
      });

    it('with garbage in the middle does not keep the run from going on', async () => {
      const run = await lab.copyOfKilled();
      fs.appendFileSync(path.join(run, 'metrics.jsonl'), 'garbage\n');
      completed(await lab.resume(run));
    });
  });

  describe('afterwards', () => {
    it('the run that was finished first is as it was', async () => {
      const metrics = readMetrics(lab.finished, { torn: false });
      assert.equal(readRunRecord(lab.finished).status, 'completed');
      assert.ok(metrics.length > 0);
      const end = await lab.run(['predict', lab.finished, '--text', 'a lovely bright film', '--json']);
      assert.equal(end.events[0]?.label, 'positive', end.err);
    });
  });

  describe('a folder that goes while it is written', () => {
    /** However late it is heard that steps are made, there are more. */
    const ENDLESS = smallExperiment({ training: { epochs: 100_000, batchSize: 16 } });
    const moves: [string, (run: string, away: string) => void][] = [
      ['moved', (run, away) => fs.renameSync(run, away)],
      ['deleted', removeWhileWritten],
    ];
    for (const [how, move] of moves)
      it(`stops the training with that word where it is ${how}, and is not made anew`, async () => {
        let hasGone = false;
        const cli = lab.startTraining(({ event, step }) => {
          if (hasGone || event !== 'step' || Number(step) < 5) return;
          hasGone = true;
          move(lab.onlyRun(), path.join(lab.folder, 'away'));
        }, ENDLESS);
        const { code, err } = await cli.end;
        assert.equal(code, 1, err);
        assert.match(err, /was deleted or moved while it was written/);
        assert.deepEqual(fs.readdirSync(lab.runsFolder), []);
      });
  });

  it('is evaluated where it cannot be written to, and says that the figures were not kept', async () => {
    const run = lab.copyOfFinished();
    fs.writeFileSync(path.join(run, 'evaluation.json'), '{}');
    fs.rmSync(path.join(run, 'evaluations'), { recursive: true, force: true });
    fs.writeFileSync(path.join(run, 'evaluations'), ''); // in the way of a folder
    const before = entriesBelow(run);
    const data = path.join(lab.folder, 'train.tsv');
    fs.writeFileSync(data, tsvOf(ROWS));
    const { code, out, err } = await lab.runProgram(['evaluate', run, '--data', data]);
    assert.equal(code, 0, err);
    assert.match(out + err, /accuracy/i);
    assert.match(out + err, /not kept with the run/);
    assert.deepEqual(entriesBelow(run), before);
  });

  it('is refused with both sizes where its experiment is larger than any machine', async () => {
    const run = lab.copyOfFinished();
    const file = path.join(run, 'experiment.json');
    const text = fs.readFileSync(file, 'utf8');
    for (const [from, to] of [
      ['"hidden": 16', '"hidden": 65536'],
      ['"embedding": 16', '"embedding": 65536'],
    ]) {
      assert.ok(text.includes(from));
      fs.writeFileSync(file, text.replace(from, to));
      lab.refused(
        await lab.run(['predict', run, '--text', 'a fine film', '--json']),
        /\[.*16.*\] instead of \[.*(262144|65536).*\]/,
      );
    }
  });
});
