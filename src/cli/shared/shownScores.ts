// How probable texts are, as score writes it.

import type { ScoredText } from '../../protocol/continuation';
import type { Report } from '../report';
import { formatTable, shorten } from '../table';

const bits = (logProbability: number): number => -logProbability / Math.LN2;

const figures = ({ logProbability, perplexity, wordPerplexity, bitsPerCharacter, unknownCount }: ScoredText) => ({
  ...{ logProbability, perplexity, wordPerplexity, bitsPerCharacter },
  unknown: unknownCount,
});

export function showScored(report: Report, input: string, scored: ScoredText): void {
  report.record({ input, ...figures(scored), tokens: scored.tokenCount });
  if (report.json) return;
  const { logProbability, perplexity, tokenCount } = scored;
  report.line(`${logProbability.toFixed(3)}\t${perplexity?.toFixed(2) ?? '–'}\t${tokenCount}\t${input}`);
}

export function showTokens(report: Report, input: string, scored: ScoredText): void {
  const { tokens = [] } = scored;
  report.record({
    ...{ input, ...figures(scored) },
    tokens: tokens.map(({ logProbability, rank, ...token }) => ({
      ...{ ...token, surprisal: bits(logProbability), rank: rank + 1 },
    })),
  });
  if (report.json) return;
  showScored(report, input, scored);
  const rows = tokens.map(({ token, logProbability, rank }) => [
    shorten(token, 30),
    bits(logProbability).toFixed(2),
    String(rank + 1),
  ]);
  const columns = [
    { title: 'token' },
    { title: 'surprisal', align: 'right' as const },
    { title: 'rank', align: 'right' as const },
  ];
  for (const line of formatTable(columns, rows)) report.line(`  ${line}`);
}

/** Of several texts together. */
export function showTotal(report: Report, scored: readonly ScoredText[]): void {
  const sum = (of: (text: ScoredText) => number): number => scored.reduce((total, text) => total + of(text), 0);
  const [texts, tokens] = [scored.length, sum(({ tokenCount }) => tokenCount)];
  const logProbability = sum((text) => text.logProbability);
  const unknown = sum(({ unknownCount }) => unknownCount);
  if (texts < 2 || tokens === 0) return;
  const perplexity = Math.exp(-logProbability / tokens);
  report.record({ texts, tokens, unknown, logProbability, perplexity });
  const notKnown = unknown > 0 ? `, ${unknown} of them unknown` : '';
  report.note(`${texts} texts, ${tokens} tokens${notKnown}: perplexity ${perplexity.toFixed(2)} per token`);
}
