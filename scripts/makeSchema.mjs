// Writes schemas/experiment.schema.json from the schemas of the tasks in src/engine/tasks. Run after changing it:
// `node scripts/makeSchema.mjs`. A test fails while the committed file is stale.
import { buildSync } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..');
const bundle = path.join(root, 'dist/scripts/experimentSchema.mjs');

buildSync({
  entryPoints: [path.join(root, 'src/engine/tasks/experimentSchema.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external', // what trains and answers is loaded only when it does
  outfile: bundle,
});
const { experimentSchemaText } = await import(pathToFileURL(bundle).href);
fs.mkdirSync(path.join(root, 'schemas'), { recursive: true });
fs.writeFileSync(path.join(root, 'schemas/experiment.schema.json'), experimentSchemaText());
