// The texts of the interface: those of the code against their list for translators, and the Korean ones against both lists.
import assert from 'node:assert/strict';
import bundle from '../../l10n/bundle.l10n.json';
import korean from '../../l10n/bundle.l10n.ko.json';
import manifest from '../../package.nls.json';
import koreanManifest from '../../package.nls.ko.json';
import { missingTexts, SPEAKING, textsBelow } from '../../scripts/texts/collect.mjs';

const ADVICE = 'node scripts/texts.mjs lists what is missing';

describe('texts', () => {
  const used = textsBelow(SPEAKING);

  it('are literals, so that they can be listed', () => assert.ok(used.every((text) => text !== undefined)));

  it('are all in the list for translators, and nothing else is', () => {
    assert.deepEqual([...new Set(used)].sort(), Object.keys(bundle).sort(), ADVICE);
  });

  const translations: [string, Record<string, string>, Record<string, string>][] = [
    ['views and messages', bundle, korean],
    ['the manifest', manifest, koreanManifest],
  ];
  for (const [name, original, translated] of translations) {
    it(`of ${name} are all there in Korean`, () => {
      assert.deepEqual(missingTexts(original, translated), [], ADVICE);
    });

    it(`of ${name} have the same places for values, and the same links, in Korean`, () => {
      const placesOf = (text: string): string[] => (text.match(/\{\d+\}|\]\([^)]*\)|`[^`]*`/g) ?? []).sort();
      for (const [key, text] of Object.entries(translated)) {
        if (key in original) assert.deepEqual(placesOf(text), placesOf(original[key]), key);
        assert.notEqual(text.trim(), '', key);
      }
    });
  }
});
