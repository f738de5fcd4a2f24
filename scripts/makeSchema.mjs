// Writes schemas/experiment.schema.json from the experiment's schema in src/engine/experiment. Run after changing it:
// `node scripts/makeSchema.mjs`. A test fails while the committed file is stale.
import { buildSync } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..');
const bundle = path.join(root, 'dist/scripts/jsonSchema.mjs');

buildSync({
  entryPoints: [path.join(root, 'src/engine/experiment/jsonSchema.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: bundle,
});
const { experimentSchemaText } = await import(pathToFileURL(bundle).href);
fs.mkdirSync(path.join(root, 'schemas'), { recursive: true });
fs.writeFileSync(path.join(root, 'schemas/experiment.schema.json'), experimentSchemaText());
