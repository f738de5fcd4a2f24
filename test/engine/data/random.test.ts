import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import fc from '../../support/properties';
import { bernoulliMask } from '../../../src/engine/data/bernoulliMask';
import { kernelSources } from '../../../src/engine/data/generated/kernels';
import { createRandom } from '../../../src/engine/data/random';
import { threefry, type ThreefryKey } from '../../../src/engine/data/threefry';

describe('threefry', () => {
  // Known answers of the authors' Random123 library (kat_vectors, threefry4x32 with 20 rounds).
  it('gives the known answer', () => {
    const out = new Int32Array(4);
    threefry([0, 0, 0, 0], 0, 0, out);
    assert.deepEqual(
      [...out].map((word) => word >>> 0),
      [0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8],
    );
  });

  it('changes about half of its bits with any bit of key or counter', () => {
    const words = (key: ThreefryKey, c0: number, c1: number): Int32Array => {
      const out = new Int32Array(4);
      threefry(key, c0, c1, out);
      return out;
    };
    const bitCount = (word: number): number => [...(word >>> 0).toString(2)].filter((bit) => bit === '1').length;
    const input = [1, 2, 3, 4, 5, 6];
    const of = (v: number[]): Int32Array => words([v[0], v[1], v[2], v[3]], v[4], v[5]);
    for (let bit = 0; bit < 192; bit++) {
      const other = [...input];
      other[bit >> 5] ^= 1 << (bit % 32);
      const changed = of(input).reduce((sum, word, i) => sum + bitCount(word ^ of(other)[i]), 0);
      assert.ok(changed > 35 && changed < 93, `bit ${bit}: ${changed}`);
    }
  });
});

describe('a random generator', () => {
  it('continues exactly from a saved state', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(9), fc.nat(20), (seed, index, skip) => {
        const random = createRandom({ seed, stream: 'test', index });
        for (let i = 0; i < skip; i++) random.uint32();
        const state = JSON.parse(JSON.stringify(random.state())) as ReturnType<typeof random.state>;
        const rest = Array.from({ length: 9 }, () => random.uniform());
        const again = createRandom(state);
        assert.deepEqual(
          Array.from({ length: 9 }, () => again.uniform()),
          rest,
        );
      }),
    );
  });

  it('differs by seed, also beyond 32 bits, by stream and by index', () => {
    const first = (seed: number, stream: string, index: number): number =>
      createRandom({ seed, stream, index }).uint32();
    const all = [first(1, 'a', 0), first(2, 'a', 0), first(1 + 2 ** 32, 'a', 0), first(1, 'b', 0), first(1, 'a', 1)];
    assert.equal(new Set(all).size, all.length);
  });

  it('is uniform, fair and normal', () => {
    const random = createRandom({ seed: 7, stream: 'test' });
    const count = 200_000;
    const mean = (draw: () => number): number => Array.from({ length: count }, draw).reduce((a, b) => a + b, 0) / count;
    assert.ok(Math.abs(mean(random.uniform) - 0.5) < 0.004);
    assert.ok(Math.abs(mean(random.normal) - 0) < 0.012);
    assert.ok(Math.abs(mean(() => random.normal() ** 2) - 1) < 0.02);
    assert.ok(Math.abs(mean(() => random.normal() ** 4) - 3) < 0.15);
    const seen = new Int32Array(7);
    for (let i = 0; i < 70_000; i++) seen[random.integer(7)]++;
    for (const each of seen) assert.ok(Math.abs(each - 10_000) < 450, seen.join());
    assert.equal(random.integer(1), 0);
    assert.ok(random.integer(2 ** 32) < 2 ** 32);
  });

  it('shuffles fairly', () => {
    const random = createRandom({ seed: 3, stream: 'test' });
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle([1, 2, 3, 4]).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    assert.equal(seen.size, 24);
    for (const count of seen.values()) assert.ok(Math.abs(count - 1000) < 160);
  });
});

describe('a dropout mask', () => {
  const mask = (keep: number, seed: number, step: number, stream: number, length = 1 << 16): Uint8Array => {
    const out = new Uint8Array(length);
    bernoulliMask(out, keep, seed, step, stream);
    return out;
  };
  const mean = (values: Uint8Array): number => values.reduce((a, b) => a + b, 0) / values.length;

  it('keeps the given share, to the last digit', () => {
    for (const keep of [0.001, 0.1, 1 / 3, 0.5, 0.7, 0.9, 0.999]) {
      const out = mask(keep, 1, 2, 3, 1 << 22);
      assert.ok(out.every((value) => value <= 1));
      const deviation = Math.sqrt((keep * (1 - keep)) / out.length);
      assert.ok(Math.abs(mean(out) - keep) < 4 * deviation, `${keep}: ${mean(out)}`);
    }
    assert.equal(mean(mask(0, 1, 1, 1)), 0);
    assert.equal(mean(mask(1, 1, 1, 1)), 1);
  });

  it('depends on seed, step, stream and place only, whatever the length and alignment', () => {
    const whole = mask(0.7, 5, 6, 7, 1000);
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(7), (length, offset) => {
        const out = new Uint8Array(length + 8).subarray(offset, offset + length);
        bernoulliMask(out, 0.7, 5, 6, 7);
        assert.deepEqual(out, whole.subarray(0, length));
      }),
    );
  });

  it('is what its definition says, element by element', () => {
    const definition = (length: number, keep: number, key: ThreefryKey): Uint8Array => {
      const whole = Math.floor(keep * 256);
      const block = new Int32Array(4);
      return Uint8Array.from({ length }, (_, i) => {
        threefry(key, i >> 4, 0x4d41534b, block);
        const byte = (block[(i >> 2) & 3] >>> (8 * (i & 3))) & 255;
        if (byte !== whole) return byte < whole ? 1 : 0;
        threefry(key, i >> 2, 0x52464e45, block);
        return block[i & 3] >>> 0 < (keep * 256 - whole) * 2 ** 32 ? 1 : 0;
      });
    };
    const length = 2 * 32_768 + 77;
    for (const keep of [0.9, 0.001, 0.5, 0.9999, 1 / 3]) {
      const [seed, step, stream] = [2 ** 40 + 12_345, 70_000, -5 + Math.floor(keep * 100)];
      const key: ThreefryKey = [seed | 0, 2 ** 8, step, stream];
      assert.deepEqual(mask(keep, seed, step, stream, length), definition(length, keep, key));
    }
  });

  it('is filled by a kernel made from the sources that are there', async () => {
    const script = (await import(pathToFileURL('scripts/makeKernels.mjs').href)) as {
      kernelSources(folder: string): string;
    };
    assert.equal(kernelSources, script.kernelSources('data'), 'run node scripts/makeKernels.mjs');
  });

  it('does not write beyond its array', () => {
    const around = new Uint8Array(64).fill(9);
    bernoulliMask(around.subarray(16, 33), 0.5, 1, 1, 1);
    assert.ok([...around.subarray(0, 16), ...around.subarray(33)].every((value) => value === 9));
  });

  it('has no correlation between neighbours, steps, streams or seeds', () => {
    const keep = 0.7;
    const base = mask(keep, 1, 10, 2);
    const correlation = (a: Uint8Array, b: Uint8Array): number => {
      let sum = 0;
      for (let i = 0; i < b.length; i++) sum += (a[i] - keep) * (b[i] - keep);
      return sum / b.length / (keep * (1 - keep));
    };
    const limit = 4.5 / Math.sqrt(base.length);
    for (let lag = 1; lag <= 64; lag++)
      assert.ok(Math.abs(correlation(base.subarray(lag), base.subarray(0, -lag))) < limit, `lag ${lag}`);
    for (let other = 1; other <= 32; other++)
      for (const masked of [mask(keep, 1 + other, 10, 2), mask(keep, 1, 10 + other, 2), mask(keep, 1, 10, 2 + other)])
        assert.ok(Math.abs(correlation(masked, base)) < limit, `key ${other}`);
    assert.ok(Math.abs(correlation(mask(keep, 1, 2, 10), base)) < limit);
    assert.ok(Math.abs(correlation(mask(keep, 1 + 2 ** 32, 10, 2), base)) < limit);
  });

  it('has runs of the lengths that chance gives', () => {
    const out = mask(0.5, 11, 0, 0, 1 << 20);
    const runs = new Float64Array(24);
    let length = 1;
    for (let i = 1; i < out.length; i++) {
      if (out[i] === out[i - 1]) length++;
      else {
        runs[Math.min(length, 23)]++;
        length = 1;
      }
    }
    const total = runs.reduce((a, b) => a + b, 0);
    for (let k = 1; k <= 10; k++) {
      const expected = total / 2 ** k;
      assert.ok(Math.abs(runs[k] - expected) < 5 * Math.sqrt(expected), `runs of ${k}`);
    }
  });
});
