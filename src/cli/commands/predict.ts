// nlp-lab predict: a run's model on texts of the command line, a file or standard input.

import path from 'node:path';
import { can } from '../../protocol/ability';
import type { TextAnswer } from '../../protocol/answer';
import { emptyPrediction, predictionOf } from '../../protocol/prediction';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { readInputLines } from '../inputLines';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { abilitiesOf } from '../shared/abilitiesOf';
import { readsPictures, sourcesFrom } from '../shared/askedPicture';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf, OUTPUT_OPTIONS } from '../shared/decodingOptions';
import { ENCODING_OPTION, encodingOf } from '../shared/readingOptions';
import { showBlanks } from '../shared/shownBlanks';
import { showLabel } from '../shared/shownLabel';
import { showNumber } from '../shared/shownNumber';
import { showTags } from '../shared/shownTags';

/** Texts sent at once: few loads of the model, yet answers while a long file is under way. */
const TEXTS_AT_ONCE = 4096;

export const predict: Command = {
  name: 'predict',
  usage: [
    '<run> --text "..."',
    '<run> --input <file> [--beam 5] [--length-penalty 1]',
    '<run> --picture <file> [--picture <file> ...]',
  ],
  positionals: ['<run>'],
  options: {
    text: {
      value: '"..."',
      multiple: true,
      help: 'a text; of runs that read pairs both, with a tab or a line break between',
    },
    input: {
      value: '<file>',
      help: 'a text file (or .gz), one text, pair or path of a picture a line; - for standard input',
    },
    picture: { value: '<file>', multiple: true, help: 'a picture, PNG or JPEG (runs that read pictures)' },
    ...ENCODING_OPTION,
    explain: { help: 'say what decided (naive-bayes, linear-svm, logistic-regression, nb-svm, fasttext, crf)' },
    conll: { help: 'of runs that tag: a token and its tag a line, an empty line between texts' },
    choices: { value: '<n>', help: 'of runs that fill in blanks: tokens told for each (when left out: 10)' },
    ...DECODING_OPTIONS,
    ...OUTPUT_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    "<run> may be a classifier's file of fastText, .bin or .ftz.",
    'With --json: one line per text, {"input":...,"output":...,"score":...,"label":...,"probabilities":{...}};',
    'in place of "probabilities" "scores" for SVMs, whose shares are made from margins; with --explain also "features".',
    'Of runs that write texts: {"input":...,"output":...,"score":...}, and with --n-best "alternatives":[{"output":...,"score":...}].',
    'Of runs that give numbers: {"input":...,"output":"<number>","value":...}.',
    'Of runs that fill in blanks, written as [MASK] or ___: {"input":...,"output":"<filled in>","blanks":[{"start":...,"end":...,"choices":[{"text":...,"token":...,"probability":...}]}]}.',
    'Of runs that tag: {"input":...,"output":"<tags>","tokens":[...],"tags":[...],"probabilities":[...],"entities":[...]}, with a CRF also "alternatives",',
    'and with --explain (crf) "features", each with the place of its token; of runs that find morphemes also "morphemes":[{"text":...,"morphemes":[...]}],',
    'and with --conll a word and its morphemes a line.',
    'Of texts that are longer than the run reads also "cut":{"read":...,"of":...,"lost":"end"|"start"}, in tokens.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const checkpoint = checkpointOf(given);
    const texts = await textsOf(given, report, surroundings);
    const explain = given.flag('explain');
    const conll = given.flag('conll');
    const choices = given.count('choices', 1);
    const decoding = decodingOf(given);
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      refuseOthers(given, folder);
      for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
        const part = texts.slice(first, first + TEXTS_AT_ONCE);
        const filled = can(abilitiesOf(folder), 'write') ? part.filter((text) => text.trim() !== '') : part;
        const asked = sourcesFrom(filled, folder, beside(given, cwd));
        const request = { folder, texts: asked, checkpoint, decoding, choices, ...(explain ? { explain } : {}) };
        const answers = filled.length > 0 ? (await client.call('ask', request)).answers : [];
        report.live('');
        let next = 0;
        for (const text of part) {
          const answer = filled.length < part.length && text.trim() === '' ? undefined : answers[next++];
          if (answer?.kind === 'label') showLabel(report, answer, surroundings);
          else if (answer?.kind === 'number') showNumber(report, answer, surroundings);
          else if (answer?.kind === 'blanks') showBlanks(report, answer);
          else if (answer?.kind === 'tags') showTags(report, answer, { conll });
          else showWritten(report, text, answer && { ...answer, input: text });
        }
      }
      return 0;
    });
  },
};

async function textsOf(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<string[]> {
  const texts = [...given.texts('text'), ...given.texts('picture')];
  const input = given.text('input');
  if (texts.length > 0 === (input !== undefined)) throw invalidArgument('Give either --text "..." or --input <file>.');
  return input === undefined
    ? texts
    : readInputLines(input, surroundings, { ...encodingOf(given), note: (message) => report.note(message) });
}

/** Texts are asked of runs that read texts, pictures of runs that read pictures. */
function refuseOthers(given: ParsedArguments, folder: string): void {
  if (readsPictures(folder) && given.texts('text').length > 0)
    throw invalidArgument('This run reads pictures: give --picture <file>, or --input <file> with a path a line.');
  if (!readsPictures(folder) && given.texts('picture').length > 0)
    throw invalidArgument('This run reads texts, not pictures: give --text "...".');
}

/** Where paths begin: in a file beside it, as those in a table do. */
function beside(given: ParsedArguments, cwd: string): string {
  const input = given.text('input');
  return input === undefined || input === '-' ? cwd : path.dirname(path.resolve(cwd, input));
}

/** An empty text has an empty output, so that line k of the output belongs to line k of the input. */
function showWritten(report: Report, input: string, answer: TextAnswer | undefined): void {
  report.record(answer ? predictionOf(answer) : emptyPrediction(input));
  if (report.json) return;
  const { outputs } = answer ?? { outputs: [{ text: '', score: 0 }] };
  for (const { text, score } of outputs) report.line(outputs.length > 1 ? `${score.toFixed(4)}  ${text}` : text);
}
