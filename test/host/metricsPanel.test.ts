// The panel of a metrics.jsonl: what it reads when the file grows, and when it has something to say.
import assert from 'node:assert/strict';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { MetricsViewContract } from '../../src/protocol/metricsView';
import type { Opening } from '../../src/host/views/defineView';
import type { MetricsFile, MetricsNeeds } from '../../src/host/metrics/metricsPanel';
import type { State } from '../../src/host/views/viewPanel';
import { FakeEvent } from '../support/fakeEvent';
import { fakePanel } from '../support/fakePanel';
import { provideFakeVscode } from '../support/fakeVscode';

interface Read {
  fromByte: number;
  answer(reply: { nextByte: number; damaged: number }): void;
}

describe('the panel of a metrics.jsonl', () => {
  before(provideFakeVscode);

  async function open() {
    const { openMetrics } = await import('../../src/host/metrics/metricsPanel');
    const life = new Lifetime();
    const runsChanged = new FakeEvent<string | undefined>();
    const reads: Read[] = [];
    const told: string[][] = [];
    let isRun = false;
    let state: State<MetricsViewContract> | undefined;
    const call = (_: string, { fromByte }: { fromByte: number }) =>
      new Promise((resolve) => reads.push({ fromByte, answer: (reply) => resolve({ lines: [], ...reply }) }));
    const needs = {
      ...{ reading: { call }, log: { error: () => undefined } },
      runs: { onDidChange: runsChanged.event, at: () => (isRun ? {} : undefined) },
    };
    const opening = {
      ...{ panel: fakePanel().panel, life, subject: { file: '/runs/a/metrics.jsonl' } },
      connect: (_: object, given: State<MetricsViewContract>) => {
        state = given;
        return { changed: (...parts: string[]) => void told.push(parts) };
      },
    };
    const panel = openMetrics(
      opening as unknown as Opening<MetricsViewContract, MetricsFile>,
      needs as unknown as MetricsNeeds,
    );
    const settle = () => new Promise(setImmediate);
    await settle();
    return { panel, reads, told, runsChanged, settle, setRun: () => (isRun = true), shown: () => state?.metrics() };
  }

  it('reads once more what came while it was reading', async () => {
    const { panel, reads, settle } = await open();
    panel.again?.();
    await settle();
    assert.equal(reads.length, 1);
    reads[0].answer({ nextByte: 10, damaged: 0 });
    await settle();
    assert.deepEqual(
      reads.map(({ fromByte }) => fromByte),
      [0, 10],
    );
  });

  it('begins anew where the file has become shorter', async () => {
    const { panel, reads, settle, shown } = await open();
    reads[0].answer({ nextByte: 100, damaged: 2 });
    await settle();
    panel.again?.();
    await settle();
    reads[1].answer({ nextByte: 40, damaged: 1 });
    await settle();
    assert.equal(shown()?.damaged, 1);
  });

  it('tells its page nothing of what other runs do', async () => {
    const { told, reads, runsChanged, settle, setRun } = await open();
    reads[0].answer({ nextByte: 10, damaged: 0 });
    await settle();
    const before = told.length;
    runsChanged.fire('/runs/b');
    runsChanged.fire(undefined);
    assert.equal(told.length, before);
    setRun();
    runsChanged.fire(undefined);
    assert.deepEqual(told.slice(before), [['metrics']]);
  });
});
