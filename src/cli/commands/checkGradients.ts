// nlp-lab check-gradients: the gradients of a model of one's own, beside finite differences.

import * as path from 'node:path';
import type { CheckedGradient } from '../../protocol/gradientCheck';
import { withEngine } from '../engineThread';
import { openEngine } from '../openEngine';
import type { ExitCode } from '../surroundings';
import { formatTable } from '../table';
import type { Command } from '../shared/command';

export const checkGradients: Command = {
  name: 'check-gradients',
  usage: ['<x.nlplab.json> [--seed 1]', '<model.ts> [--seed 1]'],
  positionals: ['<file>'],
  options: { seed: { value: '<n>', help: 'of the numbers that are drawn (default: 1)' } },
  notes: [
    'Runs the file: check only models that you trust. Of each parameter up to 48 components are compared, in double precision, on three',
    'made-up texts; and each operator with a gradient of its own by itself. The error is relative to the component. Ends with 1 where',
    'one is above the tolerance.',
    'With --json: {"tolerance":...,"seed":...,"parameters":[{"name":...,"error":...,"at":[...],"stated":...,"measured":...}],"operators":[...]}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const file = path.resolve(cwd, given.positionals[0]);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const checked = await client.call('checkGradients', { file, seed: given.count('seed', 0) });
      report.live('');
      report.record(checked);
      const { parameters, operators, tolerance } = checked;
      const all = [...operators, ...parameters];
      for (const line of formatTable(COLUMNS, all.map(rowOf))) report.line(line);
      for (const { name, place, isRight } of operators)
        if (!isRight && place)
          report.line(`${name}: ${path.relative(cwd, place.file ?? '')}:${place.line}:${place.column}`);
      const wrong = all.filter(({ isRight }) => !isRight).length;
      report.line(
        wrong === 0 ? `All ${all.length} fit: no error above ${tolerance}.` : `${wrong} of ${all.length} do not fit.`,
      );
      return wrong === 0 ? 0 : 1;
    });
  },
};

const COLUMNS = ['gradient of', 'shape', 'compared', 'error', 'at', 'stated', 'measured', ''].map((title) => ({
  title,
}));

const rowOf = ({ name, shape, compared, error, at, stated, measured, isRight }: CheckedGradient): string[] => [
  ...[name, `[${shape.join(', ')}]`, String(compared), error.toExponential(1), `[${at.join(', ')}]`],
  ...[stated.toPrecision(6), measured.toPrecision(6), isRight ? '' : 'differs'],
];
