// How the rule tokenisers of this laboratory cut, as patterns of a tokenizer.json, which other programs follow.

export const labSplits = {
  word: '[\\p{L}\\p{M}\\p{N}_]+|[^\\p{L}\\p{M}\\p{N}_]',
  syllable: '[가-힣]|(?:(?![가-힣])[\\p{L}\\p{M}\\p{N}_])+|[^\\p{L}\\p{M}\\p{N}_]',
  jamo: '[\\x{1100}-\\x{11ff}\\x{a960}-\\x{a97c}\\x{d7b0}-\\x{d7fb}]|(?:(?![\\x{1100}-\\x{11ff}\\x{a960}-\\x{a97c}\\x{d7b0}-\\x{d7fb}])[\\p{L}\\p{M}\\p{N}_])+|[^\\p{L}\\p{M}\\p{N}_]',
  character: '[\\s\\S]',
  scikitLearn: '[\\p{L}\\p{N}_]{2,}',
};
