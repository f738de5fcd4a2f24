// A host that exits in the middle of a step: `node exitingHost.js <folder> <thread|process>`, with the programs and an experiment in it.

import fs from 'node:fs';
import path from 'node:path';
import { engineStarter } from '../../src/host/engine/engineThread';
import type { Isolation } from '../../src/protocol/processPort';

const [, , programs, folder, isolation] = process.argv;
const { client } = engineStarter({ programs, isolation: () => isolation as Isolation })({});
const request = {
  experimentText: fs.readFileSync(path.join(folder, 'small.nlplab.json'), 'utf8'),
  baseFolder: folder,
  runsFolder: path.join(folder, 'runs'),
};
let steps = 0;
void client.call('train', request, {
  onProgress(told) {
    if (told.kind === 'metric' && ++steps === 3) process.exit(0);
  },
});
