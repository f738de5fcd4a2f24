// Writes the corpora of lessons that are drawn and not written by hand: `node scripts/lessonData.mjs`. A test holds the files to it.
import fs from 'node:fs';
import path from 'node:path';
import { lessonFiles } from './lessons/files.mjs';
import { root } from './root.mjs';

for (const [file, text] of Object.entries(lessonFiles())) fs.writeFileSync(path.join(root, file), text);
