// Morphemes as linguists write them: 학교/NNG + 에/JKB.

/** `form`: the morpheme itself, which need not stand in the text. `tag`: its part of speech. */
export interface Morpheme {
  form: string;
  tag: string;
}

/** A form, which may hold marks of the notation itself (`+/SW`), and its part of speech. */
const MORPHEME = /(\S+?)\/([^\s/+]+)(?:\s*\+\s*(?=\S)|$)/uy;

/** Undefined where the text is no such list. */
export function readMorphemeList(text: string): Morpheme[] | undefined {
  const given = text.trim();
  const morphemes: Morpheme[] = [];
  for (let at = 0; at < given.length;) {
    MORPHEME.lastIndex = at;
    const found = MORPHEME.exec(given);
    if (!found) return undefined;
    const [{ length }, form, tag] = found;
    morphemes.push({ form, tag });
    at += length;
  }
  return morphemes.length > 0 ? morphemes : undefined;
}
