// A run of each family as a folder for other programs: Debian's checker of ONNX takes every graph, and both scripts give the answers of
// the run.
//
// npm run test:export -- [--only <words>] [--keep <folder for what was exported>]
//   NLP_LAB_CHECKER_PYTHON   a Python with `onnx` (else /usr/bin/python3, Debian's python3-onnx)
//   NLP_LAB_EXPORT_PYTHON    a Python with `numpy`, `onnxruntime` and `tokenizers`, which runs predict.py; left out: it is only compiled
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inLab } from '../engine/calls/support/lab';
import { assertNear, assertSameAnswers, type ExportedFamily } from '../engine/export/families/exported';
import { FAMILIES } from '../engine/export/families/families';
import { prove } from './prove';

const { only = '', keep } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'string' } } }).values;
const { NLP_LAB_CHECKER_PYTHON: checker = '/usr/bin/python3', NLP_LAB_EXPORT_PYTHON: runner } = process.env;

const python = (program: string, args: readonly string[], input = ''): string =>
  execFileSync(program, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

const version = spawnSync(checker, ['-c', 'import onnx; print(onnx.__version__)'], { encoding: 'utf8' });
const CHECK = `import onnx, sys
for file in sys.argv[1:]:
    model = onnx.load(file)
    onnx.checker.check_model(model)
    onnx.shape_inference.infer_shapes(model, strict_mode=True)`;

function proof(name: string, family: ExportedFamily): Promise<string> {
  let said = '';
  return inLab(async (lab) => {
    const { out, expected } = await assertSameAnswers(lab, family);
    const graphs = fs.readdirSync(out).filter((file) => file.endsWith('.onnx'));
    if (version.status === 0) python(checker, ['-c', CHECK, ...graphs.map((file) => path.join(out, file))]);
    const script = path.join(out, 'predict.py');
    if (runner) {
      const lines = python(runner, [script, ...(family.options ?? [])], `${family.texts.join('\n')}\n`).trimEnd();
      assertNear(
        lines.split('\n').map((line) => JSON.parse(line) as unknown),
        expected,
        family.tolerance,
      );
    } else
      python(checker, ['-c', 'import sys; compile(open(sys.argv[1], encoding="utf-8").read(), "", "exec")', script]);
    if (keep !== undefined) fs.cpSync(out, path.join(keep, name), { recursive: true });
    said = `${graphs.length} graphs, ${expected.length} answers`;
  }).then(() => said);
}

assert.ok(
  Object.keys(FAMILIES).some((name) => name.includes(only)),
  `no family has "${only}" in its name`,
);
console.log(version.status === 0 ? `checker: onnx ${version.stdout.trim()}` : 'not checked: no Python with onnx');
console.log(
  runner ? `predict.py: run by ${runner}` : 'predict.py: compiled, not run (NLP_LAB_EXPORT_PYTHON is not set)',
);
const chosen = Object.entries(FAMILIES).filter(([name]) => name.includes(only));
void prove(1, Object.fromEntries(chosen.map(([name, family]) => [name, () => proof(name, family)])));
