// A run as an exported project's `run_folder.py` writes it, made up without PyTorch: from the project's own files, with its initial parameters.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyFolder } from '../../src/engine/store/copyFolder';
import { writeCheckpoint } from '../../src/engine/store/checkpoint';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../src/engine/store/safetensors';
import { progressAt } from '../../src/engine/train/progress';
import type { RunRecord } from '../../src/protocol/run';

/** Writes a run of two epochs into the project's `runs`; returns its folder. */
export function writeElsewhereRun(project: string, id: string, status: RunRecord['status'] = 'completed'): string {
  const run = path.join(project, 'runs', id);
  fs.mkdirSync(path.dirname(run));
  copyFolder(nodeFiles, path.join(project, 'run'), run, (name) => name !== 'begun.json');
  const begun = JSON.parse(fs.readFileSync(path.join(project, 'run', 'begun.json'), 'utf8')) as RunRecord;
  const { tensors } = readSafetensors(nodeFiles, path.join(project, 'initial.safetensors'));
  const model = new Map(Array.from(tensors, ([name, value]) => [name.replace(/^encoder\./, ''), value]));
  const { steps = 0, hashes, versions: build } = begun;
  const place = { step: steps, epoch: 2, time: 1 };
  const state = { ...place, data: { epoch: 2, batch: 0 }, generators: {}, schedule: {}, hashes, build };
  const zeros = (slot: string) =>
    Array.from(model, ([name, { shape, data }]) => [`${slot}.${name}`, { shape, data: new Float32Array(data.length) }] as const); // prettier-ignore
  const trained = ([name]: readonly [string, unknown]): boolean => !name.endsWith('temperature');
  const optimizer = new Map([...zeros('mean'), ...zeros('squares')].filter(trained));
  const progress = { ...progressAt(place) };
  for (const name of ['best', 'last'] as const)
    writeCheckpoint(nodeFiles, run, name, { state: { ...state, progress: progress as never }, model, optimizer });
  const record = { ...begun, versions: { pytorch: '2.6.0' }, id, status, epoch: 2, step: steps, metrics: { loss: 1 } };
  fs.writeFileSync(path.join(run, 'run.json'), JSON.stringify({ ...record, device: 'cuda' }));
  return run;
}
