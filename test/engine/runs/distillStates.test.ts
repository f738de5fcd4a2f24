// Runs that learn the hidden states of other runs: of texts, of tagged tokens and of language models, whatever the widths.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { LabError } from '../../../src/protocol/labError';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../../faults/smallExperiment';
import { withFolder } from '../store/support/temporaryFolder';
import { bytesOf, checkStudent, tagged } from './support/students';
import { trained } from './support/trained';

const TRAINING = { epochs: 2, batchSize: 32, checkpointEverySteps: 3 };

describe('students of hidden states', () => {
  const shared = { validation: 0.1, test: 0.1 };
  const CASES: Record<string, { file: string; text(): string; around: object; model: object; training: object }> = {
    'of texts': {
      ...{ file: 'train.tsv', text: () => tsvOf(corpusRows(80, 1)), training: TRAINING },
      ...{ around: { task: 'classification' }, model: { type: 'gru', embedding: 4 } },
    },
    'of tagged tokens': {
      ...{ file: 'train.tsv', text: () => tagged(60, 1), training: TRAINING },
      ...{ around: { task: 'tagging' }, model: { type: 'gru', embedding: 4, head: 'softmax' } },
    },
    'of a language model': {
      ...{
        file: 'train.txt',
        text: () =>
          corpusRows(60, 1)
            .map(([text]) => text)
            .join('\n'),
      },
      around: { task: 'language-model', tokenizer: { type: 'character' } },
      model: { type: 'gru', embedding: 4, tieEmbeddings: false },
      training: { steps: 6, evaluateEvery: 3, batchSize: 4, context: 12, checkpointEverySteps: 2 },
    },
  };
  for (const [name, { file, text, around, model, training }] of Object.entries(CASES))
    it(`go on bit for bit without their teachers: ${name}`, () =>
      withFolder(async (folder) => {
        fs.writeFileSync(path.join(folder, file), text());
        const every = { ...around, data: { train: file, ...shared }, runtime: { threads: 1 }, seed: 3 };
        const wide = await trained(folder, { ...every, name: 'wide', model: { ...model, hidden: 7 }, training });
        assert.equal(wide.record.status, 'completed', wide.record.failure?.message);
        const taught = (distill: object) => ({
          ...{ ...every, name: 'student', model: { ...model, hidden: 4 } },
          training: { ...training, distill: { teacher: ['wide', 'wide'], ...distill } },
        });
        const without = await trained(folder, taught({}));
        await assert.rejects(trained(folder, taught({ states: { loss: 'cosine' } })), /needs the same width/);
        const whole = await checkStudent(folder, wide, taught({ states: {} }));
        assert.ok(bytesOf(whole) !== bytesOf(without), 'the states change nothing');
      }));

  it('have teachers with states', () =>
    withFolder(async (folder) => {
      writeExperiment(folder, smallExperiment());
      const data = { train: 'train.tsv', validation: 0.1, test: 0.2 };
      await trained(folder, smallExperiment({ name: 'teacher', data, model: { type: 'naive-bayes' }, training: {} }));
      const distill = { teacher: 'teacher', states: {} };
      const student = smallExperiment({ name: 'student', data, training: { ...TRAINING, distill } });
      await assert.rejects(trained(folder, student), (error: LabError) => {
        assert.match(error.message, /"teacher" has no hidden states: a model of type "naive-bayes" is no network/);
        assert.deepEqual(error.place?.key, ['training', 'distill', 'states']);
        return true;
      });
    }));
});
