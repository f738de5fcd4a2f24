// A part that was judged before, from what was kept of its examples: the figures that can be made of that anew. Those of labels, of
// written texts and of probabilities are the very figures of the evaluation; entities and ranks are not kept.

import type { ExamplesHead, JudgedExample } from '../../protocol/examples';
import type { MetricName } from '../../protocol/metrics';
import { shownTexts } from '../../protocol/shownTexts';
import { bleuCounts, bleuOf, defaultBleu } from './bleu';
import { chrfCounts, chrfOf, defaultChrf } from './chrf';
import { type AdditiveFigure, type ComparedPart, meanFigure } from './judgedPart';

type Figures = Partial<Record<MetricName, AdditiveFigure>>;

interface KeptPartOptions {
  head: Pick<ExamplesHead, 'metric'>;
  examples: readonly JudgedExample[];
  /** How it was judged. */
  ignoresCase: boolean;
}

/** @param options of at least one example */
export function keptPart({ head: { metric }, examples, ignoresCase }: KeptPartOptions): ComparedPart {
  const hasLabels = examples.every(({ labels }) => labels !== undefined);
  return {
    examples: examples.map(({ texts, gold, prediction, file, line, columns }) => ({
      ...{ texts, input: shownTexts(texts), reference: gold, output: prediction, file, line, columns },
    })),
    judging: { ignoresCase, seed: 1 },
    figures: (judging) => figuresOf(metric, examples, judging.ignoresCase),
    exampleMetric: metric,
    scoreOf: (i) => examples[i].score,
    outcomeOf: (i) => examples[i],
    ...(hasLabels ? { labelsOf: (i: number) => examples[i].labels ?? [] } : {}),
  };
}

function figuresOf(metric: MetricName, examples: readonly JudgedExample[], lowercase: boolean): Figures {
  if (metric === 'bleu') return writtenFigures(examples, lowercase);
  if (metric === 'bitsPerCharacter') return languageFigures(examples);
  if (metric === 'tokenAccuracy') return { tokenAccuracy: tokenAccuracy(examples) };
  const scores = { [metric]: meanFigure(examples.length, (i) => examples[i].score) };
  const hasLosses = examples.every(({ loss }) => loss !== undefined && Number.isFinite(loss));
  return { ...scores, ...(hasLosses ? { loss: meanFigure(examples.length, (i) => examples[i].loss ?? 0) } : {}) };
}

function writtenFigures(examples: readonly JudgedExample[], lowercase: boolean): Figures {
  const [bleu, chrf] = [
    { ...defaultBleu, lowercase },
    { ...defaultChrf, lowercase },
  ];
  return {
    bleu: {
      counts: examples.map(({ prediction, gold }) => bleuCounts(prediction, [gold], bleu)),
      of: (sum) => bleuOf(sum, bleu).score,
    },
    chrf: {
      counts: examples.map(({ prediction, gold }) => chrfCounts(prediction, [gold], chrf)),
      of: (sum) => chrfOf(sum, chrf),
    },
  };
}

/** A passage's score is its bits a character, its loss its nats a token. */
function languageFigures(examples: readonly JudgedExample[]): Figures {
  const counts = examples.map(({ loss = 0, tokens = 0, score }) => {
    const nats = loss * tokens;
    return Float64Array.of(nats, tokens, score > 0 ? nats / Math.LN2 / score : 0);
  });
  return {
    perplexity: { counts, of: ([nats, tokens]) => Math.exp(nats / Math.max(1, tokens)) },
    bitsPerCharacter: { counts, of: ([nats, , characters]) => nats / Math.LN2 / Math.max(1, characters) },
  };
}

/** Gold tags stand with spaces between them. */
function tokenAccuracy(examples: readonly JudgedExample[]): AdditiveFigure {
  const counts = examples.map(({ gold, score }) => {
    const tags = gold.split(' ').length;
    return Float64Array.of(score * tags, tags);
  });
  return { counts, of: ([right, tags]) => right / Math.max(1, tags) };
}
