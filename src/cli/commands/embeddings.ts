// nlp-lab embeddings evaluate: how well vectors agree with people's judgements and solve analogies.

import * as path from 'node:path';
import type { VectorsEvaluation } from '../../protocol/vectorsEvaluation';
import type { ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatCount, formatFigure, formatTable } from '../table';
import { analogyMethod } from '../shared/analogyMethod';
import type { Command } from '../shared/command';
import { ENCODING_OPTION, encodingOf } from '../shared/readingOptions';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

export const embeddings: Command = {
  name: 'embeddings',
  usage: ['evaluate <run or vectors> --data <file> [--data <file> ...]'],
  positionals: ['evaluate', '<run or vectors>'],
  options: {
    data: {
      value: '<file>',
      multiple: true,
      help: 'pairs (two words and a number, by tabs) or questions (four words)',
    },
    'restrict-vocabulary': { value: 'N', help: 'only the first N words count as known (default 300000; 0: all)' },
    'match-case': { help: 'take upper and lower case as different words' },
    unknown: { value: 'skip|zero', help: 'leave out items with unknown words (default), or count them as wrong' },
    method: { value: 'add|multiply', help: 'how analogies are solved: 3CosAdd or 3CosMul (default add)' },
    ...ENCODING_OPTION,
    ...VECTORS_OPTIONS,
  },
  notes: [
    "The figures are those of gensim's evaluate_word_pairs and evaluate_word_analogies.",
    'With --json: a line per file, {"data":...,"metrics":{"pearson":...,"spearman":...} or {"accuracy":...},"items":...,"known":...,',
    '"restrictVocabulary":...,"ignoreCase":...,"unknown":...}, for analogies also "sections".',
  ],

  async run(given, report, surroundings) {
    const [action, name] = given.positionals;
    if (action !== 'evaluate') throw invalidArgument(`nlp-lab embeddings knows "evaluate" only, not "${action}".`);
    const files = given.texts('data');
    if (files.length === 0) throw invalidArgument('--data is missing: name a file of word pairs or of questions.');
    const options = {
      restrictVocabulary: given.count('restrict-vocabulary', 0),
      ignoreCase: !given.flag('match-case'),
      unknown: unknownRule(given),
      method: analogyMethod(given.text('method')),
      ...encodingOf(given),
    };
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors, words } }) {
        for (const data of files) {
          const file = path.resolve(surroundings.cwd, data);
          const found = await client.call('evaluateVectors', { vectors, file, ...options });
          report.live('');
          for (const notice of found.notices) report.note(`note: ${data}: ${notice}`);
          report.record(recordOf(data, found));
          if (!report.json) show(report, data, found, words);
        }
        return 0;
      },
    });
  },
};

function unknownRule(given: ParsedArguments): 'skip' | 'zero' {
  const rule = given.text('unknown') ?? 'skip';
  if (rule === 'skip' || rule === 'zero') return rule;
  throw invalidArgument(`--unknown must be skip or zero, not "${rule}".`);
}

function recordOf(data: string, found: VectorsEvaluation): object {
  const { items, known, restrictVocabulary, ignoreCase, unknown } = found;
  const rules = { items, known, restrictVocabulary, ignoreCase, unknown };
  if (found.kind === 'analogy')
    return { data, metrics: { accuracy: found.accuracy }, ...rules, method: found.method, sections: found.sections };
  const metrics = { pearson: found.pearson.correlation, spearman: found.spearman.correlation };
  return { data, metrics, ...rules, pValues: { pearson: found.pearson.pValue, spearman: found.spearman.pValue } };
}

function show(report: Report, data: string, found: VectorsEvaluation, words: number): void {
  const { items, known, restrictVocabulary, ignoreCase, unknown } = found;
  if (found.kind === 'similarity') {
    const { pearson, spearman } = found;
    const figures = `spearman ${formatFigure(spearman.correlation)}  pearson ${formatFigure(pearson.correlation)}`;
    report.line(`${data}: ${report.style('bold', figures)}`);
  } else {
    report.line(`${data}: ${report.style('bold', `accuracy ${formatFigure(found.accuracy)}`)}`);
    const right = { align: 'right' as const };
    const columns = [
      { title: '  section' },
      ...['right', 'of', 'left out', 'share'].map((title) => ({ title, ...right })),
    ];
    const rows = found.sections.map(({ section, correct, total, skipped }) => [
      `  ${section}`,
      ...[correct, total, skipped].map(formatCount),
      total > 0 ? formatFigure(correct / total) : '',
    ]);
    for (const line of formatTable(columns, rows)) report.line(line);
  }
  const restricted =
    restrictVocabulary > 0 && restrictVocabulary < words ? `the first ${formatCount(restrictVocabulary)}` : 'all';
  const rule =
    unknown === 'skip' ? 'items with unknown words are left out' : 'items with unknown words count as wrong or 0';
  report.line(
    `  ${formatCount(known)} of ${formatCount(items)} known; ${restricted} of ${formatCount(words)} words; ` +
      `${ignoreCase ? 'case does not matter' : 'case matters'}; ${rule}`,
  );
}
