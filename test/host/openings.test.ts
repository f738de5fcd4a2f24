// A panel that is closed leaves nothing (promise I7): each view opened and closed 200 times, with all that it holds, listens to and
// keeps in memory counted.
import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { OpenPanel, Panels } from '../../src/host/views/panels';
import { everyFeature } from '../support/features';
import { FakeEvent } from '../support/fakeEvent';
import { fakePanel } from '../support/fakePanel';
import { happens, provideFakeVscode } from '../support/fakeVscode';
import { Memory } from '../support/memory';

const TIMES = 200;
const MOST_GROWTH = 2 * 1024 * 1024;

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** Parts of the extension that do nothing: every event of theirs is one event, every call of theirs never ends. */
function idleParts(events: FakeEvent<unknown>): object {
  const idle: object = new Proxy(() => undefined, {
    get: (_, key) => {
      if (typeof key === 'symbol' || key === 'then') return undefined;
      if (/^on[A-Z]/.test(key)) return events.event;
      return key === 'all' || key === 'map' || key === 'filter' ? () => [] : idle;
    },
    apply: () => new Promise(() => undefined),
  });
  return idle;
}

/** What a panel of each view is about. */
const SUBJECTS: Record<string, object> = {
  agreement: { files: ['/a.tsv', '/b.tsv'] },
  ...{ attention: {}, beam: {}, playground: {} },
  batch: { run: '/runs/a' },
  comparison: { runs: [], pairs: {} },
  corpus: { file: 'file:///a.tsv' },
  embeddings: { first: { kind: 'run', folder: '/runs/a' } },
  examples: { folder: '/runs/a', evaluation: '' },
  experimentTable: {},
  gradients: { folders: ['/runs/a'] },
  ...{ generate: {}, network: {} },
  labelling: { file: '/a.txt', kind: 'texts', labels: '/a.kim.tsv', names: ['a'] },
  lossSurface: { folder: '/runs/a' },
  metrics: { file: '/runs/a/metrics.jsonl' },
  onnx: { file: '/a.onnx' },
  rateRange: { file: 'file:///a.nlplab.json' },
  run: { folder: '/runs/a' },
  tensors: { file: '/a.safetensors' },
  tags: { folder: '/runs/a', name: 'a', file: '/a.conll' },
  tokens: { uris: ['file:///a.txt'], title: 'a.txt' },
};

interface ViewOpened {
  name: string;
  start(needs: object, life: Lifetime): Panels<object, OpenPanel>;
}

describe('panels that are opened and closed', () => {
  before(provideFakeVscode);

  for (const name of Object.keys(SUBJECTS))
    it(`leave nothing: ${name}, ${TIMES} times`, async () => {
      const features = await everyFeature();
      const views = features.flatMap(({ views }) => views as readonly object[] as readonly ViewOpened[]);
      assert.deepEqual(views.map((view) => view.name).sort(), Object.keys(SUBJECTS).sort());
      const events = new FakeEvent<unknown>();
      const idle = idleParts(events);
      const own: Record<string, unknown> = {
        ...{ memory: new Memory(), extensionUri: { path: '/extension' } as vscode.Uri, storage: '/storage' },
        runs: {
          ...{ all: [], onDidChange: events.event, at: () => undefined },
          find: idle,
          ready: idle,
          refresh: idle,
        },
      };
      const needs = new Proxy(own, { get: (_, key) => (key in own ? own[key as string] : idle) });
      const life = new Lifetime();
      const panels = views.find((view) => view.name === name)!.start(needs, life);
      const held = (): number[] => [life.count, events.count, happens.count];
      const openAndClose = async (): Promise<void> => {
        const { panel, close, listeners } = fakePanel();
        await panels.adopt(panel, { ...SUBJECTS[name] });
        assert.ok(life.count > before[0] && panels.all.length === 1, 'it is open');
        close();
        assert.equal(listeners(), 0, 'nobody listens to the panel');
        assert.deepEqual(held(), before, 'what is held, and who listens');
        assert.deepEqual(panels.all, []);
      };
      const before = held();
      const heap = async (): Promise<number> => {
        do await new Promise((resolve) => setImmediate(resolve));
        while (process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'))); // folders being removed
        collect();
        return process.memoryUsage().heapUsed;
      };
      for (let time = 0; time < 20; time++) await openAndClose(); // what is made once
      const first = await heap();
      for (let time = 0; time < TIMES; time++) await openAndClose();
      const growth = (await heap()) - first;
      assert.ok(growth < MOST_GROWTH, `the heap has grown by ${growth} bytes`);
      life.dispose();
      assert.equal(life.count + events.count + happens.count, 0);
    });
});
