// nlp-lab lr-range: a learning-rate range test of an experiment.

import { RATE_KEY, RATE_RANGE, ratePut, type RatePoint, type RateRangeReply } from '../../protocol/rateRange';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode } from '../surroundings';
import { formatFigure, formatTable } from '../table';
import type { Command } from '../shared/command';
import { namedExperiment, SET_OPTION } from '../shared/experimentFile';
import { MODEL_OPTIONS } from '../shared/tokenizerChoice';

/** Lines of the table, at most. */
const MOST_LINES = 25;

export const lrRange: Command = {
  name: 'lr-range',
  usage: ['<x.nlplab.json> [--from 1e-6] [--to 10] [--steps 150] [--set key=value ...]'],
  positionals: ['<x.nlplab.json>'],
  options: {
    from: { value: '<rate>', help: `the first learning rate (${RATE_RANGE.from})` },
    to: { value: '<rate>', help: `the last one (${RATE_RANGE.to})` },
    steps: { value: '<n>', help: `updates between them (${RATE_RANGE.steps})` },
    ...MODEL_OPTIONS,
    ...SET_OPTION,
  },
  notes: [
    'Trains from the first values with a rate that rises exponentially (Smith 2017), and ends where the loss has grown fourfold. Nothing is kept.',
    'Suggested are the rate at which the smoothed loss falls the fastest, and a tenth of the rate at which it is the lowest.',
    'With --json: one line, {"points":[{"rate":...,"loss":...,"smoothed":...},...],"suggested":{"steepest":...,"tenth":...},"ended":"done" or "diverged","learningRate":...}.',
  ],

  async run(given, report, surroundings) {
    const range = { from: numberOf(given.text('from'), 'from'), to: numberOf(given.text('to'), 'to') };
    const steps = numberOf(given.text('steps'), 'steps');
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const experiment = await namedExperiment(given, client, report, surroundings);
      if (experiment === 'wrong') return 2;
      const onProgress = (told: Parameters<typeof showProgress>[1] & { point?: RatePoint }): void => {
        if (!told.point) return showProgress(report, told);
        report.live(`learning rate ${rate(told.point.rate)}  loss ${formatFigure(told.point.smoothed)}`);
      };
      const tested = await client.call('rateRange', { ...experiment, ...range, steps }, { onProgress });
      report.live('');
      report.record(tested);
      if (!report.json) show(tested, report);
      return 0;
    });
  },
};

function numberOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw invalidArgument(`--${option} needs a number, not "${text}".`);
  return value;
}

const rate = (value: number): string => value.toExponential(2);

function show({ points, suggested, ended, learningRate }: RateRangeReply, report: Report): void {
  const step = Math.max(1, Math.ceil(points.length / MOST_LINES));
  const shown = points.filter((_, i) => i % step === 0 || i === points.length - 1);
  const columns = ['learning rate', 'loss', 'smoothed'].map((title) => ({ title, align: 'right' as const }));
  const rows = shown.map((point) => [rate(point.rate), formatFigure(point.loss), formatFigure(point.smoothed)]);
  for (const line of formatTable(columns, rows)) report.line(line);
  report.line();
  if (ended === 'diverged') report.line(`The loss diverged at ${rate(points[points.length - 1].rate)}.`);
  const { steepest, tenth } = suggested;
  if (steepest === undefined || tenth === undefined) {
    report.line('The loss does not fall at any of these rates: there is nothing to suggest.');
    return;
  }
  report.line(`The loss falls the fastest at ${rate(steepest)}; a tenth of the rate of its minimum is ${rate(tenth)}.`);
  report.line(`The experiment has ${learningRate}. To try another: --set ${RATE_KEY}=${ratePut(steepest)}`);
}
