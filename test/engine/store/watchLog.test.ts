// What a line of watch.jsonl must have to be taken for one.

import assert from 'node:assert/strict';
import path from 'node:path';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { openWatchLog, readWatched } from '../../../src/engine/store/watchLog';
import { withFolder } from './support/temporaryFolder';

const layer = { kind: 'lstm', number: 0 };
const WHOLE = {
  ...{ step: 1, epoch: 1 },
  parameters: { 'a.weight': { gradient: 1, weight: 2, update: null } },
  steps: [{ name: 'hiddenState', layer, from: 'end', stride: 1, norms: [1, null] }],
  activations: [{ name: 'inner', layer, range: [0, 1], counts: [3], saturated: [0.1, 0.2], dead: 0 }],
  attention: [{ name: 'weights', layer, entropies: [0.5] }],
};

/** The line with another value at a path; left out where it is undefined. */
function changed(at: string, value: unknown): object {
  const copy = structuredClone(WHOLE) as Record<string, unknown>;
  const keys = at.split('/');
  const last = keys.pop() ?? '';
  const inner = keys.reduce((object, key) => object[key] as Record<string, unknown>, copy);
  inner[last] = value;
  return copy;
}

describe('a line of watch.jsonl', () => {
  const isRead = (line: object): boolean =>
    withFolder((folder) => {
      const file = path.join(folder, 'watch.jsonl');
      const log = openWatchLog(nodeFiles, file);
      log.append(line as never);
      log.close();
      const { lines, corrupt } = readWatched(nodeFiles, file);
      assert.equal(lines.length + corrupt.length, 1);
      return lines.length === 1;
    });

  it('may have any of what is watched, figures that are none, and what later versions add', () => {
    for (const line of [WHOLE, { step: 1, epoch: 0 }, { ...WHOLE, later: 1 }, changed('steps/0/later', 1)])
      assert.ok(isRead(line), JSON.stringify(line));
    for (const at of [
      'parameters',
      'steps',
      'activations',
      'attention',
      'activations/0/saturated',
      'activations/0/dead',
      'steps/0/layer/number',
    ])
      // prettier-ignore
      assert.ok(isRead(changed(at, undefined)), at);
    assert.ok(isRead(changed('steps/0/from', 'start')));
  });

  it('is none where something is missing or of another kind', () => {
    const needed = ['step', 'epoch', ...['gradient', 'weight', 'update'].map((key) => `parameters/a.weight/${key}`), ...['name', 'layer', 'layer/kind', 'from', 'stride', 'norms'].map((key) => `steps/0/${key}`), ...['name', 'layer', 'range', 'counts'].map((key) => `activations/0/${key}`), ...['name', 'layer', 'entropies'].map((key) => `attention/0/${key}`)]; // prettier-ignore
    for (const at of needed) for (const wrong of [undefined, {}, true]) assert.ok(!isRead(changed(at, wrong)), at);
    for (const at of [
      'parameters',
      'steps',
      'activations',
      'attention',
      'activations/0/saturated',
      'activations/0/dead',
      'steps/0/norms/0',
      'activations/0/counts/0',
      'activations/0/range/1',
      'attention/0/entropies/0',
    ])
      // prettier-ignore
      assert.ok(!isRead(changed(at, 'x')), at);
    assert.ok(!isRead(changed('parameters/a.weight/other', 1)));
    for (const [at, wrong] of [
      ['steps/0/stride', 0],
      ['steps/0/stride', 1.5],
      ['step', 0.5],
      ['epoch', 0.5],
      ['steps/0/from', 'middle'],
      ['activations/0/range', [1]],
      ['activations/0/saturated', [1, 2, 3]],
    ] as const)
      // prettier-ignore
      assert.ok(!isRead(changed(at, wrong)), `${at} ${String(wrong)}`);
  });
});
