// Writes schemas/experiment.schema.json from the schemas of the tasks in src/engine/tasks. Run after changing it:
// `node scripts/makeSchema.mjs`; with `--check` nothing is written, and the exit code is 1 while the file is stale.
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
const file = path.join(root, 'schemas/experiment.schema.json');
const text = experimentSchemaText();
if (!process.argv.includes('--check')) fs.writeFileSync(file, text);
else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
  console.error('schemas/experiment.schema.json is stale: run node scripts/makeSchema.mjs');
  process.exit(1);
}
