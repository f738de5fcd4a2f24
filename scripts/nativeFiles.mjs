// Says which native files are not those of native/hashes.json: `nativeFiles.mjs`. After an update of a package,
// `nativeFiles.mjs --write` takes what npm has installed, by the integrity of package-lock.json, as right.
import fs from 'node:fs';
import path from 'node:path';
import { alteredFiles, hashOf, nativeFiles } from './native/files.mjs';
import { root } from './root.mjs';

const LIST = path.join(root, 'scripts', 'native', 'hashes.json');
const modules = path.join(root, 'node_modules');

if (process.argv.includes('--write')) {
  const hashes = nativeFiles(modules).map((name) => [name, hashOf(fs.readFileSync(path.join(modules, name)))]);
  // Of other platforms only what is installed can be known; the rest stays as it was, and fits no other version.
  const known = Object.entries(JSON.parse(fs.readFileSync(LIST, 'utf8'))).filter(([name]) =>
    name.startsWith('@esbuild/'),
  );
  const sorted = [...new Map([...known, ...hashes])].sort(([a], [b]) => (a < b ? -1 : 1));
  fs.writeFileSync(LIST, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
const altered = alteredFiles(modules, JSON.parse(fs.readFileSync(LIST, 'utf8')));
console.log(altered.length > 0 ? `Altered: ${altered.join(', ')}` : 'All native files are as the list says.');
process.exitCode = altered.length > 0 ? 1 : 0;
