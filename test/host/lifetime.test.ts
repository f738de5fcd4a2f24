import assert from 'node:assert/strict';
import { Lifetime } from '../../src/host/editor/lifetime';

describe('Lifetime', () => {
  const thing = (log: string[], name: string) => ({ dispose: () => void log.push(name) });

  it('ends what it holds, latest first, and only once', () => {
    const log: string[] = [];
    const life = new Lifetime();
    life.add(thing(log, 'a'));
    life.add(thing(log, 'b'));
    life.dispose();
    life.dispose();
    assert.deepEqual(log, ['b', 'a']);
    assert.equal(life.count, 0);
  });

  it('counts what children hold and forgets children that have ended', () => {
    const life = new Lifetime();
    life.add(thing([], 'a'));
    const child = life.child();
    child.add(thing([], 'b'));
    child.child().add(thing([], 'c'));
    assert.equal(life.count, 3);
    child.dispose();
    assert.equal(life.count, 1);
  });

  it('ends at once what is added when it is over', () => {
    const log: string[] = [];
    const life = new Lifetime();
    life.dispose();
    life.add(thing(log, 'late'));
    assert.deepEqual(log, ['late']);
    assert.equal(life.count, 0);
  });
});
