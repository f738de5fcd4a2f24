// Builds what `npm pack` packs (.npmignore lists it): the command line and the library, minified, the library's declarations, and the
// licences of the code in them. Other files in dist/ stay as they are.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { thirdPartyNotices } from '../thirdParty.mjs';
import { writeDeclarations } from './declarations.mjs';

const dist = path.join(root, 'dist');
const list = path.join(dist, 'packages.json');
const build = ['esbuild.js', '--library', `--package-list=${list}`];
execFileSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const bundled = JSON.parse(fs.readFileSync(list, 'utf8'));
fs.rmSync(list);
fs.writeFileSync(path.join(dist, 'THIRD-PARTY.txt'), thirdPartyNotices(bundled));
writeDeclarations(path.join(dist, 'types'));
