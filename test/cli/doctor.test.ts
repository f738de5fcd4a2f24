// nlp-lab doctor, on the machine of the tests.

import assert from 'node:assert/strict';
import os from 'node:os';
import { adviceOn, type MachineReport } from '../../src/protocol/doctor';
import { runCli } from '../faults/cliProcess';

describe('what this machine can do', () => {
  it('is told with versions, cores, devices, and how fast matrices are multiplied', async () => {
    const { code, out, err } = await runCli(['doctor', '--json'], os.tmpdir());
    assert.equal(code, 0, err);
    const { versions, cores, products, devices, memory, advice } = JSON.parse(out) as MachineReport & {
      advice: string[];
    };
    assert.equal(versions.node, process.versions.node);
    assert.equal(cores, os.availableParallelism());
    assert.deepEqual(products.map(({ threads }) => threads)[0], 1);
    for (const { gflops } of products) assert.ok(gflops > 0.1 && gflops < 1e5, String(gflops));
    assert.deepEqual(devices[0], { name: 'cpu', works: true });
    for (const { works, reason } of devices) assert.equal(works, reason === undefined);
    assert.ok(memory.available <= memory.total);
    assert.ok(advice.every((sentence) => typeof sentence === 'string' && !/\{\d\}/.test(sentence)));
  });

  it('is told with advice where something is missing', () => {
    const report: MachineReport = {
      versions: { nlpLab: '1', node: '20', onnxRuntime: '1' },
      ...{ system: 'linux x64', processor: 'old', cores: 1, instructionSets: ['sse4_1', 'avx'], webAssembly: 'none' },
      memory: { total: 4e9, available: 1e9 },
      products: [
        { threads: 1, gflops: 20 },
        { threads: 2, gflops: 21 },
      ],
      devices: [{ name: 'cpu', works: true }],
    };
    assert.equal(adviceOn(report).length, 5);
    assert.deepEqual(adviceOn({ ...report, cores: 2 }).at(-1)?.values, ['2']);
    const well = { cores: 8, instructionSets: ['sse4_1', 'avx2'], memory: { total: 8e9, available: 4e9 } };
    assert.deepEqual(
      adviceOn({ ...report, ...well, webAssembly: 'relaxed', products: [{ threads: 1, gflops: 80 }] }),
      [],
    );
  });
});
