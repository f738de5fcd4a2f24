// A conditional random field that tags: scores of sentences, and its reasons by name.

import { LabError } from '../../../../protocol/labError';
import { crfChain, reasonsFor, scoresOf, strongestFeatures, type CrfModel } from '../../../crf/crfModel';
import { columnsOf } from '../../../crf/templates';
import type { OpenTagger, ScoredSentence, TokenReason } from '../openTagger';
import { allowedIn } from '../tagSet';
import type { CrfFile } from './crfFile';
import { explainedTags } from './explainedTags';
import { knownTokens } from './knownTokens';

const PAUSE_EVERY_MS = 50;
/** Of a text: more than anyone reads. */
const MOST_REASONS = 5000;

export function crfTagger({ set, templates, tokenColumn, index }: CrfFile, model: CrfModel): OpenTagger {
  const count = set.tags.length;
  const chain = crfChain(model, allowedIn(set));
  const isKnown = knownTokens(templates, tokenColumn, index.values);
  const nameOf = (attribute: number): string => index.nameOf(attribute);
  const after = (before: number): string => `${set.tags[before]} →`;

  return {
    ...{ set, chain, columns: columnsOf(templates, tokenColumn) },
    async score(sentences, { signal, progress }) {
      const scored: ScoredSentence[] = [];
      let pausedMs = performance.now();
      for (const sentence of sentences) {
        scored.push({
          scores: scoresOf(sentence, model, index, count),
          unknown: sentence.tokens.map((token) => !isKnown(token)),
        });
        if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
        progress(scored.length / sentences.length);
        await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
        if (signal?.aborted) throw new LabError('CANCELLED', 'Tagging was cancelled.');
        pausedMs = performance.now();
      }
      return scored;
    },
    explained: (sentence, token) => explainedTags({ templates, index, model, tags: count, nameOf }, sentence, token),
    reasons(sentence, tags) {
      const reasons = reasonsFor(sentence, tags, model, index).map(
        ({ token, attribute, before, weight }): TokenReason => ({
          token,
          feature: attribute === undefined ? after(before ?? 0) : nameOf(attribute),
          ...{ value: 1, weight, contribution: weight },
        }),
      );
      return reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_REASONS);
    },
    strongest(most) {
      return strongestFeatures(model, count, most).map((features, tag) => {
        const named = features.map(({ attribute, weight }) => ({ feature: nameOf(attribute), weight }));
        const pairs = set.tags.map((_, before) => ({
          ...{ feature: after(before), weight: model.transitions[before * count + tag] },
        }));
        const speaking = [...named, ...pairs.filter(({ weight }) => weight > 0)];
        return speaking.sort((a, b) => b.weight - a.weight).slice(0, most);
      });
    },
    release: () => Promise.resolve(),
  };
}
