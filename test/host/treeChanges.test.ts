import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { TreeChanges } from '../../src/host/runs/treeChanges';

describe('changes of a tree', () => {
  before(() => mock.timers.enable({ apis: ['setTimeout'] }));
  after(() => mock.timers.reset());

  const setting = (): { told: (string | undefined)[]; changes: TreeChanges<string> } => {
    const told: (string | undefined)[] = [];
    return { told, changes: new TreeChanges<string>((key) => void told.push(key)) };
  };

  const aLongTime = (): void => {
    for (let i = 0; i < 20; i++) mock.timers.tick(3000);
  };

  it('are told once until the editor has asked for the element', () => {
    const { told, changes } = setting();
    for (let i = 0; i < 100; i++) changes.changed('a');
    changes.changed('b');
    assert.deepEqual(told, ['a', 'b']);
    changes.asked('a');
    changes.changed('a');
    changes.changed('b');
    assert.deepEqual(told, ['a', 'b', 'a']);
    changes.dispose();
  });

  it('of elements are not told while the whole tree waits to be drawn, and are afterwards', () => {
    const { told, changes } = setting();
    changes.changed('a');
    changes.changed(undefined);
    changes.changed(undefined);
    changes.changed('b');
    assert.deepEqual(told, ['a', undefined]);
    changes.asked(undefined);
    changes.changed('b');
    changes.changed('a');
    assert.deepEqual(told, ['a', undefined, 'b'], 'the first one waits to be asked for since the beginning');
    changes.asked('a');
    changes.changed('a');
    assert.deepEqual(told, ['a', undefined, 'b', 'a']);
    changes.dispose();
  });

  it('are told again after a while where the editor has not asked, a few times', () => {
    const { told, changes } = setting();
    changes.changed('a');
    changes.changed('b');
    changes.asked('b');
    mock.timers.tick(3000);
    assert.deepEqual(told, ['a', 'b', 'a'], 'b was asked for');
    aLongTime();
    assert.deepEqual(told, ['a', 'b', 'a', 'a', 'a', 'a'], 'five times, and no more');
    changes.asked('a');
    aLongTime();
    assert.equal(told.length, 6);
  });

  it('that came since the last telling are told, however often there was one', () => {
    const { told, changes } = setting();
    changes.changed('a');
    aLongTime();
    assert.equal(told.length, 5);
    changes.changed('a');
    assert.equal(told.length, 5, 'in a while');
    mock.timers.tick(3000);
    assert.equal(told.length, 6);
    changes.asked('a');
    aLongTime();
    assert.equal(told.length, 6);
  });

  it('of elements go with those of the whole tree', () => {
    const { told, changes } = setting();
    changes.changed('a');
    changes.changed(undefined);
    changes.changed('b');
    mock.timers.tick(3000);
    assert.deepEqual(told, ['a', undefined, undefined]);
    changes.asked(undefined);
    aLongTime();
    assert.deepEqual(told, ['a', undefined, undefined]);
    changes.dispose();
  });

  it('are never more in line than the editor has elements, however slowly it draws', () => {
    let line: (string | undefined)[] = [];
    let longest = 0;
    const changes = new TreeChanges<string>((key) => void line.push(key));
    for (let step = 0; step < 1000; step++) {
      changes.changed('live');
      if (step % 7 === 0) changes.changed('other');
      longest = Math.max(longest, line.length);
      if (step % 10 !== 0) continue;
      const [drawn, ...rest] = line;
      changes.asked(drawn);
      line = rest;
    }
    assert.equal(longest, 2);
    changes.dispose();
  });
});
