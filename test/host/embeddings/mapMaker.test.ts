// How maps are made and stopped.

import assert from 'node:assert/strict';
import { MapMaker } from '../../../src/host/embeddings/mapMaker';
import { LabError } from '../../../src/protocol/labError';
import type { JudgeRequest, MapQuality, ProjectionReply, ProjectRequest } from '../../../src/protocol/projection';
import { DEFAULT_STATE, settingsOf } from '../../../src/webviews/embeddings/viewState';

describe('the map of the Embeddings view', () => {
  const settings = settingsOf(DEFAULT_STATE.map);
  const subject = { vectors: 1, total: 3 };
  const settingsOfJudging = { vectors: 1, dimensions: 2, normalize: true, seed: 1, beside: undefined };
  const replyTo = ({ dimensions }: ProjectRequest): ProjectionReply => ({
    ...{ dimensions, count: 3, total: 3, notices: [], seconds: 0.1 },
    rows: Int32Array.of(0, 1, 2).buffer,
    besideRows: new ArrayBuffer(0),
    positions: new Float32Array(6).buffer,
  });
  const quality: MapQuality = { trustworthiness: 1, overlap: 1, neighbors: 2, sampled: 3, points: 3 };
  const noEvents = { judge: () => Promise.resolve(quality), onState: () => undefined, onProgress: () => undefined };

  it('is made once for the same settings', async () => {
    const asked: ProjectRequest[] = [];
    const maker = new MapMaker({
      ...noEvents,
      project: (request) => (asked.push(request), Promise.resolve(replyTo(request))),
    });
    maker.draw(settings, subject);
    maker.draw({ ...settings }, subject);
    await maker.settled;
    maker.draw(settings, subject);
    assert.equal(asked.length, 1);
    assert.equal(maker.state?.status, 'done');
    maker.draw({ ...settings, seed: 2 }, subject);
    await maker.settled;
    assert.deepEqual(
      asked.map(({ seed }) => seed),
      [1, 2],
    );
  });

  it('keeps the positions reached when it is stopped', async () => {
    const positions = Float32Array.of(1, 2, 3, 4, 5, 6).buffer;
    const maker = new MapMaker({
      ...noEvents,
      project: (_, onProgress, signal) => {
        onProgress({ phase: 'layout', fraction: 0.5, positions });
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'stopped'))),
        );
      },
    });
    maker.draw(settings, subject);
    assert.equal(maker.progress?.fraction, 0.5);
    maker.stop();
    await maker.settled;
    assert.deepEqual([maker.state?.status, maker.state?.positions], ['stopped', positions]);
    assert.equal(maker.progress, undefined);
  });

  it('says why it failed, and says nothing of one that is no longer wanted', async () => {
    const states: string[] = [];
    const maker: MapMaker = new MapMaker({
      judge: () => Promise.reject(new Error('There is nothing to judge.')),
      onState: () => states.push(maker.state?.status ?? 'none'),
      onProgress: () => undefined,
      project: ({ seed }) => Promise.reject(new LabError('NOT_FOUND', `seed ${seed}`)),
    });
    maker.draw(settings, subject);
    const first = maker.settled;
    maker.draw({ ...settings, seed: 9 }, subject);
    await Promise.all([first, maker.settled]);
    assert.equal(maker.state?.message, 'seed 9');
    assert.deepEqual(states, ['working', 'working', 'failed']);
  });

  describe('is judged once it is there', () => {
    /** Judging that ends when it is told to, or is cancelled. */
    function judging() {
      const asked: JudgeRequest[] = [];
      const ends: (() => void)[] = [];
      const told: string[] = [];
      const maker: MapMaker = new MapMaker({
        project: (request) => Promise.resolve(replyTo(request)),
        judge: (request, tell, signal) =>
          new Promise((resolve, reject) => {
            asked.push(request);
            ends.push(() => resolve(quality));
            signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'stopped')));
            tell(0.5);
            if (asked.length === 1) reachedJudging();
          }),
        onState: () => told.push(`${maker.state?.status} ${maker.state?.isJudged ?? '-'}`),
        onProgress: () => told.push(`${maker.progress?.phase} ${maker.progress?.fraction}`),
      });
      let reachedJudging = (): void => undefined;
      const reached = new Promise<void>((resolve) => (reachedJudging = resolve));
      maker.draw(settings, subject);
      return { maker, asked, ends, told, reached };
    }

    it('tells of the map first', async () => {
      const { maker, asked, ends, told, reached } = judging();
      await reached;
      const { rows, besideRows, positions } = replyTo({ vectors: 1, dimensions: 2, method: { type: 'pca' } });
      assert.deepEqual(asked[0], { ...settingsOfJudging, rows, besideRows, positions });
      assert.deepEqual(told, ['working -', 'done true', 'quality 0.5']);
      assert.equal(maker.state?.quality, undefined);
      ends[0]();
      await maker.settled;
      assert.deepEqual(told.slice(3), ['done false']);
      assert.equal(maker.state?.quality, quality);
      maker.judge();
      assert.equal(asked.length, 1, 'what is known is not asked for again');
    });

    it('can be stopped, and the map stays; then it can be judged after all', async () => {
      const { maker, asked, ends, reached } = judging();
      await reached;
      maker.stop();
      await maker.settled;
      assert.deepEqual([maker.state?.status, maker.state?.isJudged, maker.state?.quality], ['done', false, undefined]);
      assert.ok(maker.state?.positions && !maker.progress);
      maker.judge();
      ends[1]();
      await maker.settled;
      assert.deepEqual([asked.length, maker.state.quality], [2, quality]);
    });
  });

  it('holds the words that two embeddings share, of those asked for', async () => {
    let asked: ProjectRequest | undefined;
    const maker = new MapMaker({
      ...noEvents,
      project: (request) => ((asked = request), Promise.resolve(replyTo(request))),
    });
    const beside = { vectors: 2, rowsA: Int32Array.of(5, 1, 7), rowsB: Int32Array.of(0, 4, 2) };
    maker.draw({ ...settings, rows: [7, 5, 99] }, { ...subject, beside });
    await maker.settled;
    assert.deepEqual([asked?.rows, asked?.beside], [[5, 7], { vectors: 2, rows: [0, 2] }]);
  });
});
