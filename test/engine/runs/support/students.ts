// What tests of runs that learn from others have in common.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TrainReply } from '../../../../src/protocol/engine';
import { readEvaluation } from '../../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../../src/engine/store/nodeFiles';
import { corpusRows } from '../../../faults/smallExperiment';
import { trained } from './trained';

/** The best parameters. */
export const bytesOf = ({ folder }: TrainReply): string =>
  fs.readFileSync(path.join(folder, 'checkpoints', 'best', 'model.safetensors')).toString('base64');

/** Sentences in which some words have a tag of their own. */
export const tagged = (count: number, seed: number): string =>
  corpusRows(count, seed)
    .map(([text]) =>
      text
        .split(' ')
        .map((word) => `${word}\t${/^(fine|warm|dull|cold)$/.test(word) ? 'B-X' : 'O'}`)
        .join('\n'),
    )
    .join('\n\n');

/** Its report has a section on its teacher; stopped in between, its teacher gone, it ends in the same bits. */
export async function checkStudent(folder: string, teacher: TrainReply, experiment: object): Promise<TrainReply> {
  const whole = await trained(folder, experiment);
  assert.equal(whole.record.status, 'completed', whole.record.failure?.message);
  const report = readEvaluation(nodeFiles, whole.folder);
  const table = report?.sections.find(({ title }) => title === 'Distillation')?.blocks[0];
  assert.ok(table?.kind === 'table');
  for (const [, figure] of table.rows) assert.ok(Number.isFinite(figure), String(figure));
  const stopped = await trained(folder, experiment, { steps: 4 });
  assert.equal(stopped.record.status, 'stopped', stopped.record.failure?.message);
  fs.rmSync(teacher.folder, { recursive: true });
  const resumed = await trained(folder, {}, { resume: stopped.folder });
  assert.equal(resumed.record.status, 'completed', resumed.record.failure?.message);
  assert.ok(bytesOf(resumed) === bytesOf(whole), 'the parameters differ');
  return whole;
}
