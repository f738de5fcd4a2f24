// npm run test:families [-- <texts> <name> ...]: all families (or those whose names are given) on 3,000 awkward texts each. The exit
// code is 1 where anything differs from Hugging Face's library.

import { families } from './families';
import { familyDifferences } from './familyParity';

async function main([count = '3000', ...names]: string[]): Promise<void> {
  for (const family of families.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const { texts, ids, places, joined, removed, decoded, examples } = await familyDifferences(family, Number(count));
    const notes = [
      ...(joined > 0 ? [`${joined} tokens within a grapheme`] : []),
      ...(removed > 0 ? [`${removed} texts not compared`] : []),
    ];
    const compared = notes.length > 0 ? ` (beside ${notes.join(', ')})` : '';
    console.log(
      `${family.name}: of ${texts} texts ids differ in ${ids}, places in ${places}${compared}, decoding in ${decoded}`,
    );
    for (const example of examples) console.log(`  ${example}`);
    if (ids + places + decoded > 0) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
