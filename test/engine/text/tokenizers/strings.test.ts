// A part of what `npm run test:strings` does.

import { checkMutations, mutatedFiles } from './mutations';
import { checkStrings, typeCases } from './stringProperties';

describe('any text, cut by a tokenizer', () => {
  for (const type of typeCases)
    it(`of type ${type.name} has its tokens in place, and comes back`, () => checkStrings(type, 2_000));
});

describe('a tokenizer.json that was changed at random', () => {
  for (const name of Object.keys(mutatedFiles()))
    it(`is refused or gives sensible tokens: ${name}`, () => checkMutations(name, { runs: 40, seed: 1 }));
});
