// nlp-lab mcp: what an agent may do with the runs of a folder, offered over standard input and output.

import * as path from 'node:path';
import type { TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { within } from '../../agents/within';
import { withEngine } from '../engineThread';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Command } from '../shared/command';
import { readExperiment } from '../shared/experimentFile';

export const mcp: Command = {
  name: 'mcp',
  usage: ['[--runs <folder>] [--allow-training]'],
  positionals: [],
  options: {
    'allow-training': { help: 'trainings that an agent asks for begin without a question to a person' },
    ...RUNS_OPTION,
  },
  notes: [
    'Programs start it and speak to it over standard input and output; it ends when they go. In .mcp.json:',
    '{"mcpServers":{"nlp-lab":{"command":"nlp-lab","args":["mcp"]}}}',
    'Tools: list_runs, describe_run, compare_runs, read_examples, ask_run, tokenize, neighbors, check_experiment, train.',
    'All but train only read. train asks a person through the program, takes a budget of minutes, and experiments of this folder alone.',
  ],

  async run(given, report, surroundings) {
    const { cwd, version } = surroundings;
    const runsFolder = runsFolderOf(given, cwd);
    const { serveTools } = await import('../../agents/server');
    await withEngine(openEngine(surroundings, report), (client) =>
      serveTools({
        version: version(),
        allowTraining: given.flag('allow-training'),
        ...{ input: process.stdin, output: process.stdout },
        onFault: ({ message }) => report.note(message),
        context: {
          call: client.call,
          runsFolders: [runsFolder],
          readExperiment: async (file) => {
            const experimentFile = requireWithin(cwd, file);
            const experimentText = await readExperiment(experimentFile, report);
            return { experimentText, experimentFile, baseFolder: path.dirname(experimentFile) };
          },
          train: (experiment, signal) => {
            const request: TrainRequest = { ...experiment, runsFolder };
            // An engine of its own, as each training has: others are answered meanwhile.
            return withEngine(openEngine(surroundings, report), (own) => own.call('train', request, { signal }));
          },
        },
      }),
    );
    return 0;
  },
};

function requireWithin(cwd: string, file: string): string {
  const absolute = within(cwd, file);
  if (absolute !== undefined) return absolute;
  throw new LabError('INVALID_ARGUMENT', `${file} lies outside of ${cwd}: name a file within it.`);
}
