import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { JsonSchema } from '../../../src/engine/experiment/jsonSchema';
import { experimentJsonSchema, experimentSchemaText } from '../../../src/engine/tasks/experimentSchema';

describe('the experiment schema', () => {
  it('is committed as it is now (else run node scripts/makeSchema.mjs)', () => {
    assert.equal(fs.readFileSync('schemas/experiment.schema.json', 'utf8'), experimentSchemaText());
  });

  it('is what its script makes', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/makeSchema.mjs', '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('describes every key but the types of schedules and optimisers', () => {
    const bare: string[] = [];
    const visit = (schema: JsonSchema, path: string): void => {
      for (const branch of schema.anyOf ?? schema.oneOf ?? []) visit(branch, path);
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        if (inner.description === undefined && !('const' in inner)) bare.push(`${path}.${key}`);
        visit(inner, `${path}.${key}`);
      }
    };
    visit(experimentJsonSchema(), '');
    assert.deepEqual(bare, []);
  });
});
