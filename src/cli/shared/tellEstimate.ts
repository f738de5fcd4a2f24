// nlp-lab train --estimate: what a training would be.

import { secondsOf } from '../../protocol/estimate';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatCount, formatSeconds, formatTable } from '../table';
import { namedExperiment } from './experimentFile';

export async function tellEstimate(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (given.positionals.length === 0 || given.text('resume') !== undefined || given.text('again') !== undefined)
    throw invalidArgument('--estimate goes with an experiment file: nlp-lab train <x.nlplab.json> --estimate.');
  return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
    const request = await namedExperiment(given, client, report, surroundings);
    if (request === 'wrong') return 2;
    const estimate = await client.call('estimate', request);
    report.live('');
    const { parameters, epochs, steps, secondsPerStep, device, threads, labels, notices } = estimate;
    const seconds = secondsOf(estimate);
    for (const notice of notices) report.note(`note: ${notice}`);
    report.record({ ...estimate, ...(seconds === undefined ? {} : { seconds }) });
    const rows = [
      ['parameters', formatCount(parameters)],
      ...(labels > 0 ? [['labels', formatCount(labels)]] : []),
      ['epochs', formatCount(epochs)],
      ...(steps === undefined ? [] : [['steps', formatCount(steps)]]),
      ...(secondsPerStep === undefined ? [] : [['a step', `${(1000 * secondsPerStep).toPrecision(3)} ms`]]),
      ...(seconds === undefined ? [] : [['all steps', `${formatSeconds(seconds)}, without judging`]]),
      ['device', `${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`],
    ];
    const [, ...lines] = formatTable([{ title: '' }, { title: '' }], rows);
    for (const line of lines) report.line(line);
    return 0;
  });
}
