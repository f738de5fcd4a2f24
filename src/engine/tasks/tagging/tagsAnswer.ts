// What a tagger answers to a text: its tags, how probable they are, its entities, the best other sequences, and why.

import type { TagDetail, TagLattice, TagsAnswer } from '../../../protocol/answer';
import type { CutText } from '../../data/tagged/cutTokens';
import { byWord, wordsIn, type Place } from '../../morphemes/morphemesIn';
import type { Chain } from '../../tags/linearChain';
import { alternativesOf, bestTags, tagProbabilities } from './decodeTags';
import type { OpenTagger, ScoredSentence } from './openTagger';
import { entitiesOf, namesEntities, writtenTags, type TagSet } from './tagSet';

/** The best sequences that are told of a text. */
const ALTERNATIVES = 5;
/** Of longer texts the best alone is told: they all differ in a token somewhere. */
const LONGEST_WITH_ALTERNATIVES = 500;
/** Pairs of tags at all places that are gone through for them: of hundreds of tags only short texts have them. */
const MOST_PAIRS = 5_000_000;

interface ScoredText {
  input: string;
  cut: CutText;
  scored: ScoredSentence;
  /** Say why. */
  explain: boolean;
  detail?: TagDetail;
}

export function tagsAnswer(
  { set, chain, reasons }: Pick<OpenTagger, 'set' | 'chain' | 'reasons'>,
  { input, cut: { tokens, offsets }, scored: { scores, unknown }, explain, detail }: ScoredText,
): TagsAnswer {
  const count = set.tags.length;
  const named = (path: Int32Array): string[] => [
    ...writtenTags(
      set,
      Array.from(path, (tag) => set.tags[tag]),
    ),
  ];
  const best = bestTags(scores, set, chain);
  const probabilities = tagProbabilities(scores, count, chain);
  const tags = named(best);
  const entities = entitiesOf(set, tokens, tags);
  const textOf = ({ start, end }: Place): string => input.slice(offsets[start][0], offsets[end - 1][1]);
  const words = wordsIn(tokens);
  const isShort =
    tokens.length > 0 && tokens.length <= LONGEST_WITH_ALTERNATIVES && tokens.length * count ** 2 <= MOST_PAIRS;
  const alternatives =
    chain && isShort && detail !== 'best' ? alternativesOf(scores, count, chain, ALTERNATIVES) : undefined;
  const features = explain
    ? reasons?.({ tokens }, best).map(({ token, ...feature }) => ({ ...feature, offsets: [offsets[token]] }))
    : undefined;
  return {
    kind: 'tags',
    ...{ input, output: tags.join(' '), tokens, offsets, unknown, tags },
    probabilities: Array.from(best, (tag, t) => probabilities[t * count + tag]),
    namesEntities: namesEntities(set),
    entities: entities.map(({ type, start, end, form }) => ({
      ...{ type, start, end, text: textOf({ start, end }) },
      ...(form !== undefined && { form }),
    })),
    ...(set.morphemes && {
      morphemes: byWord(words, entities).map((of, i) => ({
        ...{ ...words[i], text: textOf(words[i]) },
        morphemes: of.map(({ form = '', type, unfit }) => ({ form, tag: type, ...(unfit && { unfit }) })),
      })),
    }),
    ...(alternatives && {
      alternatives: alternatives.map(({ tags: path, probability }) => ({ tags: named(path), probability })),
    }),
    ...(detail === 'lattice' && { lattice: latticeOf(set, probabilities, best, chain) }),
    ...(features && { explanation: { text: input, features } }),
  };
}

const latticeOf = (
  { tags }: TagSet,
  probabilities: Float64Array,
  best: Int32Array,
  chain: Chain | undefined,
): TagLattice => ({
  tags: [...tags],
  probabilities: Float32Array.from(probabilities),
  path: [...best],
  ...(chain && {
    chain: {
      transitions: Float32Array.from(chain.transitions),
      begin: Float32Array.from(chain.begin),
      end: Float32Array.from(chain.end),
    },
  }),
});
