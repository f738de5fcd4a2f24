// Looking inside networks through the engine's calls: what a training recorded, before and after it was resumed; a look at a batch of a
// run that recorded nothing; and a range test.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError } from '../../../src/protocol/labError';
import type { RatePoint } from '../../../src/protocol/rateRange';
import { checkpointBytes, inLab, smallExperiment, type Lab } from './support/lab';

const FILES = ['model.safetensors', 'optimizer.safetensors'];
const WATCH = ['training.watch.every=3'];

async function trained(lab: Lab, overrides: string[], stopAt?: number): Promise<string> {
  const stop = new AbortController();
  const { folder } = await lab.client.call('train', lab.request(smallExperiment(), { overrides }), {
    signal: stop.signal,
    onProgress: (told) => told.kind === 'metric' && told.line.step === stopAt && stop.abort(),
  });
  return folder;
}

describe('what a training saw inside its network', () => {
  it('is the same after a stop and a resume, and the run ends in the bits of one that never looked', () =>
    inLab(async (lab) => {
      const plain = await trained(lab, []);
      const whole = await trained(lab, WATCH);
      const broken = await trained(lab, WATCH, 4);
      const stopped = await lab.client.call('watched', { folder: broken });
      const seenBefore = stopped.lines.map(({ step }) => step); // where a stop is seen late, some more
      assert.deepEqual(seenBefore.slice(0, 2), [1, 3]);
      fs.appendFileSync(path.join(broken, 'watch.jsonl'), '{"step":'); // torn, as after a kill
      await lab.client.call('train', { ...lab.request(smallExperiment()), resume: broken });
      const [seen, again] = [
        await lab.client.call('watched', { folder: whole }),
        await lab.client.call('watched', { folder: broken }),
      ];
      assert.ok(seen.lines.length > 2);
      assert.deepEqual(again, seen);
      for (const file of FILES) {
        assert.deepEqual(checkpointBytes(whole, 'last', file), checkpointBytes(plain, 'last', file));
        assert.deepEqual(checkpointBytes(broken, 'last', file), checkpointBytes(plain, 'last', file));
      }
      assert.equal(fs.existsSync(path.join(plain, 'watch.jsonl')), false);
      assert.deepEqual((await lab.client.call('watched', { folder: plain })).lines, []);
    }));

  it('can be looked at afterwards, batch by batch, unless the data have changed', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, []);
      const [first, same] = [0, 0].map((batch) => lab.client.call('lookInside', { folder, batch }));
      const line = await first;
      assert.deepEqual(line, await same);
      assert.ok(line.step > 0 && line.steps && line.activations && !line.parameters);
      const other = await lab.client.call('lookInside', { folder, batch: 1 });
      assert.notDeepEqual(other.steps, line.steps);
      const lookAt = (text: string, answer: string) =>
        lab.client.call('lookInside', { folder, batch: { text, answer } });
      const { steps } = await lookAt('the film was lovely', 'positive');
      assert.equal(steps?.find(({ name }) => name === 'hiddenState')?.norms.length, 4, 'a norm for each token');
      const wrong = await lookAt('the film was lovely', 'negative');
      const sum = (found: typeof wrong): number => found.steps?.[0].norms.reduce((all, norm) => all + norm, 0) ?? 0;
      assert.ok(sum(wrong) > sum({ ...wrong, steps }), 'the wrong answer has the larger loss, and gradients');
      await assert.rejects(lookAt('the film', ''), /type the right answer/);
      await assert.rejects(lookAt('the film', 'so so'), /the label "so so" does not occur/);
      fs.appendFileSync(path.join(lab.folder, 'train.tsv'), 'one more\tpositive\n');
      await assert.rejects(lab.client.call('lookInside', { folder, batch: 0 }), { code: 'INVALID_DATA' });
    }));
});

describe('the call rateRange', () => {
  it('tells each loss of rising rates, the same ones each time, and writes nothing', () =>
    inLab(async (lab) => {
      const before = fs.readdirSync(lab.folder);
      const told: RatePoint[] = [];
      const request = { ...lab.request(smallExperiment()), from: 1e-4, to: 1, steps: 12 };
      const onProgress = ({ point }: { point?: RatePoint }): void => void (point && told.push(point));
      const reply = await lab.client.call('rateRange', request, { onProgress });
      assert.deepEqual(told, reply.points);
      assert.ok(reply.points.length >= 10);
      assert.equal(reply.points[0].rate, 1e-4);
      assert.deepEqual(await lab.client.call('rateRange', request), reply);
      assert.deepEqual(fs.readdirSync(lab.folder), before);
    }));

  it('refuses rates that do not rise, and models without any', () =>
    inLab(async (lab) => {
      const request = lab.request(smallExperiment());
      const falling = lab.client.call('rateRange', { ...request, from: 1, to: 0.1 });
      await assert.rejects(falling, (error) => error instanceof LabError && /rise/.test(error.message));
      await assert.rejects(lab.client.call('rateRange', { ...request, steps: 2.5 }), { code: 'INVALID_ARGUMENT' });
    }));
});
