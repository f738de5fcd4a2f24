// A comparison as a document to hand on: what it comes to, figures, curves, examples, and what is needed to repeat it.

import type { ComparedExamples, RunOrigin } from './comparison';
import { comparedMetrics, idOf, systemNames } from './comparedSystems';
import {
  type Compared,
  comparisonVerdicts,
  faultSentences,
  figureTables,
  keysTable,
  type TextTable,
} from './comparisonTables';
import { curvesDrawing, type DrawnCurve, MOST_NAMES } from './curvesDrawing';
import { count, duration } from './figures';
import { metricName } from './metrics';
import type { DocumentPiece } from './textDocument';
import { metricLabel, type Translating } from './verdict';

export interface ReportedComparison extends Compared {
  runs: readonly { folder: string; name: string; seed: number; origin?: RunOrigin }[];
  /** Names of the files that were judged. */
  source: string;
  unit: 'texts' | 'pairs';
  /** How figures were made for which that is said, by metric. */
  signatures: Partial<Record<string, string>>;
  examples?: ComparedExamples;
}

const MOST_EXAMPLES = 20;

export function comparisonPieces(
  compared: ReportedComparison,
  telling: { baseline: number; t: Translating },
): DocumentPiece[] {
  const { t } = telling;
  const heading = (text: string): DocumentPiece => ({ kind: 'heading', text });
  const table = (content: TextTable): DocumentPiece => ({ kind: 'table', table: content });
  const judged =
    compared.unit === 'pairs'
      ? t('{0}, {1} pairs', compared.source, count(compared.count))
      : t('{0}, {1} texts', compared.source, count(compared.count));
  const faults = faultSentences(compared, t);
  const signatures = comparedMetrics(compared).flatMap((metric) => {
    const said = compared.signatures[metric];
    return said === undefined ? [] : [t('{0}: {1}', metricLabel(metric, t), said)];
  });
  return [
    { kind: 'list', items: comparisonVerdicts(compared, telling) },
    { kind: 'paragraph', text: [judged, ...signatures].join(' · ') },
    ...(faults.length > 0 ? [{ kind: 'list' as const, items: faults }] : []),
    heading(t('Figures')),
    ...figureTables(compared, telling).map(table),
    { kind: 'paragraph', text: howItWasJudged(t) },
    ...keysTable(compared, t).map(table),
    ...curvePieces(compared, t),
    ...examplePieces(compared, t),
    heading(t('How to repeat it')),
    ...originPieces(compared, t),
  ];
}

const howItWasJudged = (t: Translating): string =>
  t(
    'Intervals hold 95 %: of one run over the test texts (bootstrap), of several over their seeds (Student’s t). Two groups of seeds are compared by Welch’s t, others by paired bootstrap (Koehn 2004); p (Holm) is corrected for all pairs.',
  );

function curvePieces(compared: ReportedComparison, t: Translating): DocumentPiece[] {
  const { runs, systems } = compared;
  const names = systemNames(compared);
  const metric = runs.find(({ origin }) => origin?.curve)?.origin?.curve?.metric;
  if (metric === undefined) return [];
  const curves = systems.slice(0, MOST_NAMES).flatMap(({ runs: own }, i): DrawnCurve[] =>
    own.flatMap((run) => {
      const { curve } = runs[run].origin ?? {};
      return curve?.metric === metric ? [{ name: names[i], points: curve.points }] : [];
    }),
  );
  const name = metricName(metric);
  const title = t('{0} of the validation part', name === undefined ? metric : metricLabel(name, t));
  return [
    { kind: 'heading', text: title },
    { kind: 'drawing', svg: curvesDrawing(curves, { x: t('Step'), y: title }) },
    ...(systems.length > MOST_NAMES
      ? [{ kind: 'paragraph' as const, text: t('{0} of {1} are drawn.', count(MOST_NAMES), count(systems.length)) }]
      : []),
  ];
}

function examplePieces(compared: ReportedComparison, t: Translating): DocumentPiece[] {
  const { examples, systems } = compared;
  if (!examples || examples.changed === 0) return [];
  const names = systemNames(compared).slice(0, MOST_NAMES);
  const shown = examples.examples.filter(({ outputs }) => outputs.some((output) => output !== outputs[0]));
  const listed = shown.slice(0, MOST_EXAMPLES);
  const columns = [t('Text'), t('Reference'), ...names].map((title) => ({ title }));
  const rows = listed.map(({ input, reference, outputs }) => [input, reference, ...outputs.slice(0, names.length)]);
  const told = t(
    '{0} of {1} examples with different answers; {2} in all',
    count(listed.length),
    count(examples.changed),
    count(examples.count),
  );
  const groups = systems.some(({ runs }) => runs.length > 1)
    ? [t('Of several seeds the answers of the first run are shown.')]
    : [];
  return [
    { kind: 'heading', text: t('Examples') },
    { kind: 'paragraph', text: [told, ...groups].join(' · ') },
    { kind: 'table', table: { columns, rows } },
  ];
}

function originPieces({ runs, systems }: ReportedComparison, t: Translating): DocumentPiece[] {
  const columns = [t('Run'), t('Seed'), t('Parameters'), t('Time'), t('Version')].map((title) => ({ title }));
  const rows = runs.map(({ folder, seed, origin }) => [
    ...[idOf(folder), String(seed), origin ? count(origin.parameters) : '–', origin ? duration(origin.seconds) : '–'],
    origin
      ? Object.entries(origin.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')
      : '–',
  ]);
  const hashes = new Map<string, string>();
  for (const { origin } of runs)
    for (const [name, hash] of Object.entries(origin?.hashes ?? {})) hashes.set(`${name} ${hash}`, `${hash}  ${name}`);
  const configurations = systems.flatMap(({ runs: [first] }): DocumentPiece[] => {
    const { origin, folder } = runs[first];
    if (!origin) return [];
    const lines = origin.configuration.map(({ key, value }) => `${key} = ${value}`);
    return [
      {
        kind: 'paragraph',
        text: t('Configuration of {0}, which stands whole in its file experiment.json:', idOf(folder)),
      },
      { kind: 'code', text: lines.join('\n') },
    ];
  });
  return [
    { kind: 'table', table: { columns, rows } },
    { kind: 'code', text: `nlp-lab compare ${runs.map(({ folder }) => idOf(folder)).join(' ')}` },
    ...(hashes.size > 0
      ? [
          { kind: 'paragraph' as const, text: t('SHA-256 of data and vocabularies:') },
          { kind: 'code' as const, text: [...hashes.values()].join('\n') },
        ]
      : []),
    ...configurations,
  ];
}
