import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { JsonSchema } from '../../../src/engine/experiment/jsonSchema';
import { experimentJsonSchema } from '../../../src/engine/tasks/experimentSchema';

describe('docs/experiment.md', () => {
  it('is as the schema is now (else run node scripts/makeExperimentDocs.mjs)', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/makeExperimentDocs.mjs', '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('has a line for every key', () => {
    const page = fs.readFileSync('docs/experiment.md', 'utf8');
    const missing: string[] = [];
    const visit = (schema: JsonSchema): void => {
      for (const branch of schema.anyOf ?? schema.oneOf ?? []) visit(branch);
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        if (!page.includes(`| \`${key}\` |`) && !('const' in inner) && key !== 'labels') missing.push(key);
        visit(inner);
      }
    };
    visit(experimentJsonSchema());
    assert.deepEqual(missing, []);
  });
});
