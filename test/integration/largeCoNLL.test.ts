// A large corpus with tags, in the real editor: 10 MB of CoNLL columns, 51 tags, sentences of 3,000 tokens. It is trained on, judged and
// shown beside its right tags, and the editor's thread stays free. At night.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { isNight } from '../support/tier';
import { activated, closeEditors, eventually, folderOf, inWorkspace, say } from './lab';

const TYPES = 25;
const SENTENCE = 3000;
const SENTENCES = 330;
const PASSES = 6;
const MOST_DELAY_MS = 100;

/** Words name their type, but for every seventh, which may be of two; entities are one to three words long. */
function largeCorpus(): string {
  let state = 20261;
  const below = (n: number): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % n;
  const sentence = (): string => {
    const lines: string[] = [];
    while (lines.length < SENTENCE) {
      const type = below(TYPES);
      const length = Math.min(1 + below(3), SENTENCE - lines.length);
      for (let at = 0; at < length; at++)
        lines.push(`word${type + below(2)}x${below(40)} ${at === 0 ? 'B' : 'I'}-T${type}`);
      if (lines.length < SENTENCE) lines.push(`and${below(9)} O`);
    }
    return lines.join('\n');
  };
  return Array.from({ length: SENTENCES }, sentence).join('\n\n').concat('\n');
}

const experiment = {
  ...{ name: 'large', task: 'tagging', seed: 1, data: { train: 'large.conll', validation: 0.1 } },
  model: { type: 'crf', iterations: PASSES },
};

(isNight ? describe : describe.skip)('a CoNLL file of 10 MB', () => {
  let lab: Inspection;
  const run = { id: '' };
  const corpus = inWorkspace('large.conll');
  const execute = <T>(name: string, ...given: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(`nlpLab.${name}`, ...given);

  /** Does it, and says how long the editor's thread was not free for anything else. */
  async function freely<T>(what: string, act: () => PromiseLike<T>): Promise<T> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const done = await act();
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    const [p99, all] = [delay.percentile(99), delay.max].map((ns) => ns / 1e6 - 1);
    say(`${what}: ${seconds.toFixed(1)} s, 99 % of the turns of the editor's thread within ${p99.toFixed(1)} ms, all within ${all.toFixed(0)} ms`); // prettier-ignore
    assert.ok(p99 <= MOST_DELAY_MS, `99 % of the turns began within ${p99} ms`);
    return done;
  }

  before(async () => {
    lab = await activated();
    const content = largeCorpus();
    assert.ok(content.length > 10e6, `${content.length} characters`);
    fs.writeFileSync(corpus.fsPath, content);
    fs.writeFileSync(inWorkspace('large.nlplab.json').fsPath, JSON.stringify(experiment));
  });
  after(async () => {
    await closeEditors();
    for (const name of ['large.conll', 'large.nlplab.json', 'large.txt'])
      fs.rmSync(inWorkspace(name).fsPath, { force: true });
  });

  it('is trained on and judged', async () => {
    await freely('10 MB of tags, trained', async () => {
      run.id = await execute<string>('train', inWorkspace('large.nlplab.json'));
      const training = () => lab.trainings.of(folderOf(run.id));
      for (let pass = 1; pass <= PASSES; pass++)
        await eventually(`pass ${pass}`, () => (training()?.live.epoch ?? PASSES) >= pass || undefined);
      await eventually('the end of the training', () => (training() ? undefined : true));
    });
    await lab.runs.refresh();
    const entry = lab.runs.all.find(({ summary }) => summary.folder === folderOf(run.id));
    assert.equal(entry?.summary.record.status, 'completed');
  });

  it('is opened in the editor and stands in the Tags view beside what the run finds', async () => {
    await freely('10 MB of tags, opened and shown', async () => {
      await vscode.window.showTextDocument(corpus);
      await execute('showTags', run.id, corpus);
      const overview = await lab.views.tags.all.at(0)?.settled();
      assert.deepEqual([overview?.sentences.all, overview?.types.length], [SENTENCES, TYPES]);
    });
  });

  it('has a run that tags a text of 100,000 characters', async () => {
    const text = inWorkspace('large.txt');
    const words = fs.readFileSync(corpus.fsPath, 'utf8').slice(0, 180_000).split('\n').map((line) => line.split(' ')[0]); // prettier-ignore
    const content = `${words.join(' ')}\n`;
    assert.ok(content.length > 100_000, `${content.length} characters`);
    fs.writeFileSync(text.fsPath, content);
    const found = await freely('100,000 characters, tagged', () => execute<number>('tagActiveFile', text, run.id));
    assert.ok(found > 1000, `${found} entities`);
  });
});
