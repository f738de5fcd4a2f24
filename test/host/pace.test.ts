// How often a view is told something (promise I6): however often its state changes, at most ten messages a second go to it, and what it
// asks for is answered at once. The clock is made up.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import { nothing } from '../../src/host/views/requestChecks';
import type { ViewPanel } from '../../src/host/views/viewPanel';
import { type CallContext, type Client, createClient } from '../../src/protocol/rpc';
import type { SharedCalls } from '../../src/protocol/views';
import { type FakePanel, fakePanel } from '../support/fakePanel';
import { provideFakeVscode } from '../support/fakeVscode';

const PARTS = ['header', 'curves', 'notice', 'details', 'version', 'progress'] as const;
const MOST_A_SECOND = 10;

interface Paced {
  calls: SharedCalls & {
    write: { request: Record<string, never>; reply: { written: number }; progress: number };
    now: { request: Record<string, never>; reply: { at: number } };
  };
  events: Record<(typeof PARTS)[number], { value: number }>;
}

describe('the messages to a view', () => {
  let fake: FakePanel;
  let life: Lifetime;
  let view: ViewPanel<Paced>;
  let client: Client<Paced>;
  let at = 0;
  /** The state of each part. */
  let value = 0;
  /** Of `write`, which goes on until the test ends it. */
  let writing: { progress: CallContext<number>['progress']; end: (reply: { written: number }) => void };
  /** When messages went. */
  let times: number[] = [];
  let heard: string[] = [];
  let written: number[] = [];

  before(provideFakeVscode);
  beforeEach(async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [at, times, heard, written] = [0, [], [], []];
    fake = fakePanel();
    life = new Lifetime();
    const { openViewPanel } = await import('../../src/host/views/viewPanel');
    view = openViewPanel<Paced>({
      ...{ view: 'paced', panel: fake.panel, life, key: 'key', usesModels: false },
      extensionUri: { path: '/extension' } as vscode.Uri,
      checks: { write: nothing, now: nothing },
      answers: {
        write: (_, { progress }) => new Promise((end) => (writing = { progress, end })),
        now: () => ({ at }),
      },
      state: Object.fromEntries(PARTS.map((part) => [part, () => ({ value })])) as never,
    });
    let receive: (message: unknown) => void = () => undefined;
    const { webview } = fake.panel as { webview: { postMessage(message: unknown): unknown } };
    const post = webview.postMessage;
    webview.postMessage = (message) => (times.push(at), receive(message), post(message));
    client = createClient<Paced>(
      {
        post: (message) => fake.send(message),
        onMessage: (listener) => (receive = listener),
        onClose: () => undefined,
      },
      Object.fromEntries(
        PARTS.map((part) => [part, (event: { value: number }) => heard.push(`${part} ${event.value}`)]),
      ),
    );
    await client.call('ready', {});
  });
  afterEach(() => {
    life.dispose();
    mock.timers.reset();
  });

  /** Lets so much time go by, a thousandth of a second after the other, with all that follows from it. */
  async function pass(ms: number, each: () => void = () => undefined): Promise<void> {
    for (const end = at + ms; at < end;) {
      at++;
      mock.timers.tick(1);
      each();
      for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    }
  }

  const mostInASecond = (): number => Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length)); // prettier-ignore

  it('are four a second where all of its state changes all the time, and the last state comes', async () => {
    await pass(1000);
    [times, heard] = [[], []];
    await pass(10_000, () => (value++, view.changed(...PARTS)));
    assert.ok(mostInASecond() <= 4, `${mostInASecond()} in a second`);
    assert.ok(times.length >= 36, `${times.length} in ten seconds`);
    await pass(1000);
    assert.deepEqual(heard.slice(-PARTS.length), PARTS.map((part) => `${part} ${value}`)); // prettier-ignore
    const before = times.length;
    await pass(5000);
    assert.equal(times.length, before, 'nothing is said of what does not change');
  });

  it('are less than ten a second where calls tell much on their way too, and all of it comes in order', async () => {
    await pass(1000);
    times = [];
    const reply = client.call('write', {}, { onProgress: (number) => void written.push(number) });
    let number = 0;
    await pass(10_000, () => {
      view.changed(...PARTS);
      writing.progress(number++);
    });
    assert.ok(mostInASecond() <= MOST_A_SECOND, `${mostInASecond()} in a second`);
    writing.progress(number++);
    const sent = times.length;
    writing.end({ written: number });
    assert.deepEqual(await reply, { written: number });
    assert.equal(times.length, sent + 1, 'what was held goes with the reply');
    assert.deepEqual(written, Array.from({ length: number }, (_, i) => i)); // prettier-ignore
  });

  it('are answers at once, whatever else is told', async () => {
    void client.call('write', {}, { onProgress: (number) => void written.push(number) });
    await pass(333, () => (view.changed(...PARTS), writing.progress(at)));
    const asked = at;
    assert.deepEqual(await client.call('now', {}), { at: asked });
    assert.equal(at, asked);
  });
});
