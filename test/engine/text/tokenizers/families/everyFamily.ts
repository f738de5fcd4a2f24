// npm run test:families [-- <texts> <name or tokenizer.json> ...]: all families (or those whose names are given) on 3,000 awkward
// texts each, and files from elsewhere. The exit code is 1 where anything differs from Hugging Face's library.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { figure } from '../../../../../scripts/test/figures.mjs';
import { families } from './families';
import { type Differences, familyDifferences } from './familyParity';
import { compareFile } from './realFile';

function tell(name: string, { texts, ids, places, joined, removed, decoded, examples }: Differences): void {
  const notes = [
    ...(joined > 0 ? [`${joined} tokens within a grapheme`] : []),
    ...(removed > 0 ? [`${removed} texts not compared`] : []),
  ];
  const compared = notes.length > 0 ? ` (beside ${notes.join(', ')})` : '';
  figure(`${name}: of ${texts} texts ids differ in ${ids}, places in ${places}${compared}, decoding in ${decoded}`);
  for (const example of examples) console.log(`  ${example}`);
  if (ids + places + decoded > 0) process.exitCode = 1;
}

async function main(given: readonly string[]): Promise<void> {
  const count = Number(given.find((each) => /^\d+$/.test(each)) ?? 3000);
  const files = given.filter((each) => each.endsWith('.json'));
  const names = given.filter((each) => !/^\d+$/.test(each) && !files.includes(each));
  const chosen =
    names.length === 0 && files.length === 0 ? families : families.filter(({ name }) => names.includes(name));
  for (const family of chosen) tell(family.name, await familyDifferences(family, count));
  for (const file of files) {
    const { recognised, asText, decodedAny, sequences, example, opened } = await compareFile(
      readFileSync(file, 'utf8'),
      count,
    );
    const name = basename(file);
    tell(name, recognised);
    tell(`${name}, special tokens as text`, asText);
    console.log(`${name}: of ${sequences} lists of any ids decoding differs in ${decodedAny}; opened in ${opened.here} ms, there in ${opened.there} ms`); // prettier-ignore
    if (example) console.log(`  ${example}`);
    if (decodedAny > 0) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
