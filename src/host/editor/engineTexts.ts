// What the engine says, in the language of the editor. In English nothing is to be done, and the texts are not even loaded.

import type { NAME, PATTERNS } from './enginePatterns';

let known: { NAME: typeof NAME; PATTERNS: typeof PATTERNS } | undefined;

/** Loads the texts of the engine, so that they can be translated. */
export async function learnEngineTexts(): Promise<void> {
  known = await import('./enginePatterns');
}

type Translating = (text: string, ...values: string[]) => string;

/** Each of them as `spoken`. */
export const allSpoken = (messages: readonly string[], translate: Translating): string[] =>
  messages.map((message) => spoken(message, translate));

/** A text of the engine in the language of `translate`, where its texts are known; the name of a file may stand before it. */
export function spoken(message: string, translate: Translating): string {
  const [, file, said = ''] = /^("[^"]+"): (.+)$/s.exec(message) ?? [];
  const ofFile = said && translated(said[0].toUpperCase() + said.slice(1), translate);
  return ofFile ? `${file}: ${ofFile}` : (translated(message, translate) ?? message);
}

function translated(message: string, translate: Translating): string | undefined {
  for (const { text, longest, pattern } of known?.PATTERNS ?? []) {
    const found = message.includes(longest) && pattern.exec(message);
    if (found) return translate(text, ...found.slice(1).map((value) => valueIn(value, translate)));
  }
  return undefined;
}

/** A value may be a text of the engine itself. */
const valueIn = (value: string, translate: Translating): string =>
  translated(value, translate) ?? (known ? value.replace(known.NAME, (name) => translate(name)) : value);
