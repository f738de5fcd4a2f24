// A run's evaluations: all are kept, whatever version wrote the first, and whenever a process is killed.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { KeptExamples } from '../../../src/engine/metrics/judgedExamples';
import { evaluationsOf, keepEvaluation, readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { fakeReport } from '../../support/fakeReports';
import { withFolder } from '../store/support/temporaryFolder';

const report = (source: string) => ({ ...fakeReport({ kind: 'figures' }), source });
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 28, 10, minute));
const sources = (folder: string): string[] => evaluationsOf(nodeFiles, folder).map(({ source }) => source);

describe('evaluations of a run', () => {
  it('are kept, the newest first, and read by their ids', () =>
    withFolder(async (folder) => {
      for (const [minute, name] of ['a', 'b', 'c'].entries())
        await keepEvaluation(nodeFiles, folder, report(name), { now: at(minute) });
      const kept = evaluationsOf(nodeFiles, folder);
      assert.deepEqual(
        kept.map(({ source, at: time }) => [source, time]),
        ['c', 'b', 'a'].map((name, i) => [name, at(2 - i).toISOString()]),
      );
      assert.equal(kept[0].id, '');
      for (const { id, source } of kept) assert.equal(readEvaluation(nodeFiles, folder, id)?.source, source);
      assert.equal(readEvaluation(nodeFiles, folder)?.source, 'c');
    }));

  it('leave the latest where every version looks for it, with no key but the time more', () =>
    withFolder(async (folder) => {
      await keepEvaluation(nodeFiles, folder, report('a'), { now: at(0) });
      const written = JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as unknown;
      assert.deepEqual(written, { ...report('a'), at: at(0).toISOString() });
    }));

  it('of earlier versions, which have no time, take that of their file', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'evaluation.json');
      fs.writeFileSync(file, JSON.stringify(report('old')));
      fs.utimesSync(file, at(0), at(0));
      assert.equal(evaluationsOf(nodeFiles, folder)[0].at, at(0).toISOString());
      await keepEvaluation(nodeFiles, folder, report('new'), { now: at(5) });
      assert.deepEqual(
        evaluationsOf(nodeFiles, folder).map(({ source, at: time }) => [source, time]),
        [
          ['new', at(5).toISOString()],
          ['old', at(0).toISOString()],
        ],
      );
    }));

  it('take away the examples of one whose process was killed before it was kept', () =>
    withFolder(async (folder) => {
      const examples = { head: { source: 'a', count: 0, groups: [] }, examples: [] } as unknown as KeptExamples;
      await keepEvaluation(nodeFiles, folder, report('a'), { now: at(0), examples });
      const earlier = path.join(folder, 'evaluations');
      const nameOf = (minute: number): string => `${at(minute).toISOString().replace(/[:.]/g, '-')}.examples.jsonl.gz`;
      fs.writeFileSync(path.join(earlier, nameOf(1)), '');
      await keepEvaluation(nodeFiles, folder, report('b'), { now: at(2), examples });
      assert.deepEqual(
        fs
          .readdirSync(earlier)
          .filter((name) => name.endsWith('.gz'))
          .sort(),
        [nameOf(0), nameOf(2)],
      );
    }));

  it('lose none where a process is killed before the new one is written', () =>
    withFolder(async (folder) => {
      await keepEvaluation(nodeFiles, folder, report('a'), { now: at(0) });
      await keepEvaluation(nodeFiles, folder, report('b'), { now: at(1) });
      fs.rmSync(path.join(folder, 'evaluation.json'));
      assert.equal(readEvaluation(nodeFiles, folder)?.source, 'a');
      assert.deepEqual(sources(folder), ['a']);
      await keepEvaluation(nodeFiles, folder, report('c'), { now: at(2) });
      assert.deepEqual(sources(folder), ['c', 'a']);
    }));

  it('are left out where they are damaged, and found by no other name than theirs', () =>
    withFolder(async (folder) => {
      await keepEvaluation(nodeFiles, folder, report('a'), { now: at(0) });
      await keepEvaluation(nodeFiles, folder, report('b'), { now: at(1) });
      const [, { id }] = evaluationsOf(nodeFiles, folder);
      fs.writeFileSync(path.join(folder, 'evaluations', `${id}.json`), '{"format":2');
      fs.writeFileSync(path.join(folder, 'evaluations', 'notes.json'), JSON.stringify(report('c')));
      assert.deepEqual(sources(folder), ['b']);
      for (const name of [id, 'notes', '../evaluation'])
        assert.equal(readEvaluation(nodeFiles, folder, name), undefined);
    }));

  it('are all kept where several are made at once, also in one moment', () =>
    withFolder(async (folder) => {
      const names = Array.from({ length: 8 }, (_, i) => `e${i}`);
      await Promise.all(names.map((name) => keepEvaluation(nodeFiles, folder, report(name), { now: at(0) })));
      assert.deepEqual(sources(folder).sort(), names);
      assert.deepEqual(fs.readdirSync(folder).sort(), ['evaluation.json', 'evaluations']);
    }));
});
