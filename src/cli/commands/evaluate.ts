// nlp-lab evaluate: the figures of a run's model on labelled data.

import * as path from 'node:path';
import { can } from '../../protocol/ability';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { ExitCode } from '../surroundings';
import { abilitiesOf } from '../shared/abilitiesOf';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import { COLUMN_OPTIONS, columnsOf } from '../shared/columnOptions';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf } from '../shared/decodingOptions';
import { labelledSource } from '../shared/labelledSource';
import { PAIR_OPTIONS, pairSource } from '../shared/pairOptions';
import { READING_OPTIONS, readingPart } from '../shared/readingOptions';
import { recordOf, showReport } from '../shared/reportFigures';

export const evaluate: Command = {
  name: 'evaluate',
  usage: [
    '<run> --source <file> --target <file> [--beam 5]',
    '<run> --data <file>',
    '<run> --data <label>=<file> --data <label>=<file> ...',
  ],
  positionals: ['<run>'],
  options: {
    data: {
      value: '<file>',
      multiple: true,
      help: 'a table with text and label, or <label>=<file> for one file a label; of runs that tag, a file of tagged sentences; of language models a text',
    },
    ...COLUMN_OPTIONS,
    predictions: { value: '<file>', help: 'save the answers of a run that tags: token, tag and its own tag a line' },
    ...PAIR_OPTIONS,
    ...READING_OPTIONS,
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    "<run> may be a classifier's file of fastText, .bin or .ftz.",
    'With --json: one line, {"run":...,"metrics":{"accuracy":...,"macroF1":...,"loss":...},"count":...};',
    'of runs that tag {"run":...,"metrics":{"f1":...,"precision":...,"recall":...,"tokenAccuracy":...,"loss":...},"intervals":...,"count":...};',
    'of language models {"run":...,"metrics":{"perplexity":...,"wordPerplexity":...,"bitsPerCharacter":...,"loss":...},"intervals":...,"count":...};',
    'of runs that write texts {"run":...,"metrics":{"bleu":...,"chrf":...,"rougeL":...,"loss":...,"perplexity":...},"intervals":...,"signature":...,"count":...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const isParallel = given.text('source') !== undefined || given.text('target') !== undefined;
    const labelled = isParallel ? undefined : labelledSource(given.texts('data'), cwd);
    const checkpoint = checkpointOf(given);
    const runsFolder = runsFolderOf(given, cwd);
    const reading = readingPart(given);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const writes = can(abilitiesOf(folder), 'write');
      const data = writes ? pairSource(given, cwd) : labelled;
      if (!data) throw invalidArgument('This run gives labels: name a labelled file with --data <file>.');
      const predictions = given.text('predictions');
      const judged = await client.call('judge', {
        ...{ folder, data, baseFolder: cwd, ...reading, checkpoint },
        columns: columnsOf(given),
        ...(writes ? { decoding: decodingOf(given) } : {}),
        ...(predictions === undefined ? {} : { predictions: path.resolve(cwd, predictions) }),
      });
      report.live('');
      report.record({ run: path.basename(folder), ...recordOf(judged) });
      if (!report.json) showReport(report, judged);
      if (judged.notKept !== undefined) report.note(`note: the figures were not kept with the run: ${judged.notKept}`);
      return 0;
    });
  },
};
