// What is asked of outputs as a search in token ids. What no search could fulfil is refused here, before any work.

import type { DecodingRequest } from '../../protocol/decoding';
import { LabError } from '../../protocol/labError';
import type { SearchJob } from '../decode/searchJob';
import { checkSearch, plainSearch } from '../decode/searchOptions';
import type { DecodingOptions } from '../schema/decoding';
import { UNK } from '../text/vocabulary';
import { rulesOfWords } from './placedWords';
import type { TextSide } from './sequenceText';

type Search = SearchJob['search'];

export interface SearchParts {
  /** Of the experiment: what holds where nothing else is asked for. */
  decoding: DecodingOptions;
  target: TextSide;
  /** Longest output that the model can write, where it is limited. */
  longest?: number;
}

/** Fails with `INVALID_ARGUMENT` for words that the model cannot write, and for wishes that exclude each other. */
export function searchOfRequest(request: DecodingRequest, { decoding, target, longest }: SearchParts): Search {
  const nBest = request.nBest ?? 1;
  const isSampling = request.method === 'sampling';
  const beam = request.method === 'greedy' ? 1 : (request.beam ?? decoding.beam);
  const idsOfWord = (word: string): number[] => idsOfKnown(word, target);
  const search: Search = {
    ...plainSearch,
    beam: isSampling ? Math.max(1, nBest) : beam,
    nBest,
    lengthPenalty: request.lengthPenalty ?? decoding.lengthPenalty,
    minLength: request.minLength ?? decoding.minLength,
    noRepeat: request.noRepeat ?? decoding.noRepeat,
    banned: (request.banned ?? []).map(idsOfWord),
    forced: (request.forced ?? []).map(idsOfWord),
    prefix: request.prefix ? idsOfPrefix(request.prefix, target) : [],
    rules: [...(request.rules ?? []), ...rulesOfWords(request.words ?? [], idsOfWord)],
  };
  checkSearch(search);
  refuseContradictions(request, search);
  refuseLengths(search.minLength, [request.maxLength, decoding.maxLength, longest]);
  return search;
}

/** The longest output, `usual` where nothing says another. A shortest length that was asked for has room. */
export function longestOutput(request: DecodingRequest, decoding: DecodingOptions, usual: number): number {
  const { maxLength, minLength = decoding.minLength } = request;
  return maxLength ?? (decoding.maxLength || Math.max(usual, minLength));
}

function idsOfKnown(word: string, target: TextSide): number[] {
  const ids = Array.from(target.encode(word));
  if (ids.length > 0 && !ids.includes(UNK)) return ids;
  throw invalid(`The model's vocabulary has no "${word}". Choose a word that it knows.`);
}

function idsOfPrefix(prefix: string, target: TextSide): number[] {
  const { tokens, unknown } = target.tokenize(prefix);
  const strange = [...new Set(tokens.filter((_, i) => unknown[i]))].map((token) => `"${token}"`);
  if (strange.length > 0)
    throw invalid(
      `Outputs cannot begin with "${prefix}": the model's vocabulary has no ${strange.join(', ')}. Choose words that it knows.`,
    );
  return Array.from(target.encode(prefix));
}

/** Words that are wanted and forbidden at once. */
function refuseContradictions({ banned = [], forced = [], prefix = '' }: DecodingRequest, search: Search): void {
  search.banned.forEach((ids, i) => {
    const wanted = search.forced.findIndex((word) => holds(word, ids));
    if (wanted >= 0)
      throw invalid(
        forced[wanted] === banned[i]
          ? `"${banned[i]}" is both forced and forbidden. Leave one of the two out.`
          : `"${forced[wanted]}" is forced, but holds the forbidden "${banned[i]}". Leave one of the two out.`,
      );
    if (holds(search.prefix, ids))
      throw invalid(`Outputs are to begin with "${prefix}", which holds the forbidden "${banned[i]}".`);
  });
  const places = new Map<string, number>();
  for (const { after, token, kind } of search.rules)
    if (kind === 'force') {
      const known = places.get(after.join());
      if (known !== undefined && known !== token)
        throw invalid('Two different words are forced at the same place of the output. Leave one of the two out.');
      places.set(after.join(), token);
    }
  if (search.rules.some(({ after, token, kind }) => kind === 'forbid' && places.get(after.join()) === token))
    throw invalid('A word is both forced and forbidden at the same place of the output. Leave one of the two out.');
}

function refuseLengths(shortest: number, [asked, ofExperiment = 0, ofModel]: (number | undefined)[]): void {
  const refuse = (longest: number, whose: string): never => {
    throw invalid(`The shortest length, ${shortest} tokens, is above the longest, ${longest}${whose}. Lower it.`);
  };
  if (asked !== undefined && shortest > asked) refuse(asked, '');
  if (asked === undefined && ofExperiment > 0 && shortest > ofExperiment)
    refuse(ofExperiment, ' ("decoding.maxLength" of the experiment)');
  if (ofModel !== undefined && shortest > ofModel) refuse(ofModel, ' that this model can write');
}

/** Whether `part` stands in `whole`, its tokens side by side. */
const holds = (whole: readonly number[], part: readonly number[]): boolean =>
  whole.some((_, at) => part.every((token, i) => whole[at + i] === token));

const invalid = (message: string): LabError => new LabError('INVALID_ARGUMENT', message);
