// Checked gradients in words and as a table. Pure.
import type { CheckedGradient, GradientCheck } from '../../protocol/gradientCheck';

type Translate = (text: string, ...values: (string | number)[]) => string;

const all = ({ operators, parameters }: GradientCheck): CheckedGradient[] => [...operators, ...parameters];

export function summaryOf(check: GradientCheck, t: Translate): { isRight: boolean; text: string } {
  const gradients = all(check);
  const wrong = gradients.filter(({ isRight }) => !isRight);
  const worst = gradients.reduce((most, each) => (each.error > most.error ? each : most));
  const error = worst.error.toExponential(1);
  const at = `${worst.name} [${worst.at.join(', ')}]`;
  if (wrong.length === 0)
    return { isRight: true, text: t('All {0} gradients are right; the largest error is {1}, in {2}.', gradients.length, error, at) }; // prettier-ignore
  return {
    isRight: false,
    text: t('{0} of {1} gradients differ from finite differences, most in {2}: {3} is stated, {4} measured.', wrong.length, gradients.length, at, worst.stated.toPrecision(6), worst.measured.toPrecision(6)), // prettier-ignore
  };
}

const HEAD = ['gradient of', 'shape', 'compared', 'error', 'at', 'stated', 'measured', ''];

export function gradientsText(check: GradientCheck): string {
  const rows = all(check).map(({ name, shape, compared, error, at, stated, measured, isRight }) => [
    ...[name, `[${shape.join(', ')}]`, String(compared), error.toExponential(1), `[${at.join(', ')}]`],
    ...[stated.toPrecision(6), measured.toPrecision(6), isRight ? '' : 'differs'],
  ]);
  const lines = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return `${lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}
