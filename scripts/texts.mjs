// Lists what is missing for translators: texts of the code that l10n/bundle.l10n.json lacks, and texts without Korean.
// `node scripts/texts.mjs [--write]`; `--write` brings bundle.l10n.json in line with the code, sorts all lists, and takes
// unused texts out of the Korean ones. Ends with 1 when something is missing.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { missingTexts, SPEAKING, textsBelow } from './texts/collect.mjs';

const read = (name) => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
const write = (name, texts) => fs.writeFileSync(path.join(root, name), `${JSON.stringify(texts, null, 2)}\n`);

const used = [...new Set(textsBelow(SPEAKING.map((folder) => path.join(root, folder))))].filter(Boolean).sort();
const code = Object.fromEntries(used.map((text) => [text, text]));
const isWriting = process.argv.includes('--write');
let missing = 0;

function report(name, texts, keys) {
  missing += keys.length;
  for (const key of keys) console.log(`${name} lacks ${JSON.stringify(key)}: ${JSON.stringify(texts[key])}`);
}

if (isWriting) write('l10n/bundle.l10n.json', code);
else report('l10n/bundle.l10n.json', code, missingTexts(code, read('l10n/bundle.l10n.json')));
for (const [original, translation] of [
  ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.ko.json'],
  ['package.nls.json', 'package.nls.ko.json'],
]) {
  const [texts, translated] = [read(original), read(translation)];
  report(translation, texts, missingTexts(texts, translated));
  const kept = Object.keys(texts).filter((key) => Object.hasOwn(translated, key));
  if (isWriting) write(translation, Object.fromEntries(kept.map((key) => [key, translated[key]])));
}
console.log(missing === 0 ? 'No text is missing.' : `${missing} texts are missing.`);
process.exitCode = missing === 0 ? 0 : 1;
