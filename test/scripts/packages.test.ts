// The packages that `npm ci` installs, by package-lock.json.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import manifest from '../../package.json';

interface Locked {
  engines?: { node?: string };
  deprecated?: string;
}

describe('the packages that are installed', () => {
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const installed = Object.entries(packages).filter(([place]) => place !== '');
  const [, major] = /^>=(\d+)/.exec(manifest.engines.node) ?? [];

  /** Whether any of the alternatives of a range takes the least Node that the project takes; of each its least version is read. */
  const takesOurs = (range: string): boolean =>
    range.split('||').some((part) => Number(/\d+/.exec(part)?.[0] ?? 0) <= Number(major));

  it('want no newer Node than the project does', () => {
    assert.equal(major, '20');
    const wanting = installed.filter(([, { engines }]) => engines?.node !== undefined && !takesOurs(engines.node));
    assert.deepEqual(wanting, []);
    assert.ok(!takesOurs('>=22') && !takesOurs('^22.13.0 || >=24') && takesOurs('^20.19.0 || >=22.12.0'));
  });

  it('are not deprecated', () =>
    assert.deepEqual(
      installed.filter(([, { deprecated }]) => deprecated !== undefined),
      [],
    ));
});
