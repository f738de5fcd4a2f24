// Writes schemas/experiment.schema.json from the schemas of the tasks in src/engine/tasks. Run after changing it:
// `node scripts/makeSchema.mjs`; with `--check` nothing is written, and the exit code is 1 while the file is stale. Says which
// descriptions have no Korean in schemas/experiment.ko.json, and which stand there for nothing.
import { buildSync } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { koreanFaults } from './koreanSchema.mjs';

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
const { missing, unused } = koreanFaults(JSON.parse(text));
for (const words of missing) console.error(`schemas/experiment.ko.json has nothing for: ${words}`);
for (const words of unused) console.error(`schemas/experiment.ko.json describes nothing with: ${words}`);
if (missing.length + unused.length > 0) process.exit(1);
