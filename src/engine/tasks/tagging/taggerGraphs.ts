// A neural tagger as a graph: `model` gives the scores of the tags of tokens. What chooses among them stands in the signature: a linear
// chain, the schemes of the tags, how outputs that break theirs are read.

import { specialsInText } from '../../../protocol/tokenizer';
import { LabError } from '../../../protocol/labError';
import type { TokenAlphabets } from '../../data/tagged/wordTable';
import type { Tagger } from '../../models/tagger';
import type { Feeds } from '../../runtime/session';
import type { Chain } from '../../tags/linearChain';
import { SCHEMES, type TagScheme } from '../../tags/tagScheme';
import type { ExportedModel, ExportedTokenizer } from '../exportedModel';
import type { AroundTagger } from './aroundTagger';
import type { TagSet } from './tagSet';
import { OVERLAP } from './taggerSession';

interface Parts {
  experiment: AroundTagger;
  tagger: Tagger;
  parameters: Feeds;
  set: TagSet;
  chain: Chain | undefined;
  alphabets: TokenAlphabets;
  /** Tokens are cut into pieces. */
  isCut: boolean;
  tokenizer: Pick<ExportedTokenizer, 'text' | 'file'>;
}

/** Fails with `INVALID_ARGUMENT` for taggers that look at other columns. */
export function taggerGraphs({ experiment, tagger, parameters, set, chain, ...parts }: Parts): ExportedModel {
  const { data, training, tokenizer } = experiment;
  const { tags, own, files, repair, morphemes } = set;
  if (parts.alphabets.columns.length > 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      'The model looks at other columns of files ("model.columns"), which texts have not that the scripts of an export are given. Write this one as modules of PyTorch (--to pytorch), whose caller gives the columns, or train one without them.',
      { key: ['model', 'columns'] },
    );
  const { characters, shapes } = parts.alphabets;
  const tagging = {
    units: data.units,
    maxLength: training.maxLength,
    overlap: Math.floor(training.maxLength * OVERLAP),
    pieces: parts.isCut,
    ...{ characters, shapes },
    tags,
    ...(own && files && { scheme: { own: schemeFacts(own), files: schemeFacts(files) } }),
    repair,
    ...(morphemes && { morphemes }),
    ...(chain && { chain: chainFacts(chain) }),
  };
  return {
    use: 'tags',
    graphs: { model: { outputs: { scores: tagger.inference().emissions }, parameters } },
    tokenizers: { tokenizer: { ...parts.tokenizer, specialTokens: specialsInText(tokenizer) } },
    cleaning: [], // texts are tagged as they are given
    facts: { answer: 'tags', tagging },
  };
}

function schemeFacts(name: TagScheme): object {
  const { starts, inside, ends } = SCHEMES[name];
  return { name, starts, inside, ends };
}

/** JSON has no −∞: what is not allowed is null. */
function chainFacts({ tags, begin, end, transitions }: Chain): object {
  const listed = (scores: Float64Array): (number | null)[] =>
    Array.from(scores, (score) => (score === -Infinity ? null : score));
  return {
    ...{ begin: listed(begin), end: listed(end) },
    transitions: Array.from({ length: tags }, (_, tag) => listed(transitions.slice(tag * tags, (tag + 1) * tags))),
  };
}
