// Runs of every family as folders for PyTorch: their verify.py compares tokenizers and outputs with the run's. Needs Python with PyTorch
// (`PYTHON`, default `python3`). `exportPytorch [word of a case ...]`

import { spawnSync } from 'node:child_process';
import { inLab } from '../engine/calls/support/lab';
import { EXPORTED, experimentText, exportData } from '../support/pythonExports';

const python = process.env.PYTHON ?? 'python3';
const words = process.argv.slice(2);

void inLab(async (lab) => {
  let failures = 0;
  for (const [name, content] of Object.entries(exportData())) lab.write(name, content);
  for (const [at, [name, given]] of Object.entries(EXPORTED).entries()) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    const text = experimentText(name, given, 1);
    const request = { experimentText: text, baseFolder: lab.folder, runsFolder: lab.runsFolder };
    const { folder } = await lab.client.call('train', request);
    const output = lab.file(`exported${at}`);
    await lab.client.call('exportPython', { folder, output });
    const { status, stdout, stderr } = spawnSync(python, ['verify.py'], { cwd: output, encoding: 'utf8' });
    if (status !== 0) failures++;
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}: ${stdout.trim().replaceAll('\n', '; ')}${stderr}`);
  }
  console.log(failures > 0 ? `${failures} failed` : 'all agree');
  process.exitCode = failures > 0 ? 1 : 0;
});
