// The texts of an example, one or a pair, as people are shown them, and as they write them.

/** A sign for a tab, so that the border is seen. */
const BORDER = ' ⇥ ';

export const shownTexts = (texts: readonly string[]): string => texts.join(BORDER);

/** The same as a person writes them: a tab between the texts of a pair. What stands in one of them is no border between the two. */
export const writtenTexts = (texts: readonly string[]): string =>
  texts.length > 1 ? texts.map((text) => text.replace(/[\t\r\n]+/g, ' ')).join('\t') : texts[0];

/** What was shown, as a person writes it: a tab between the texts of a pair. */
export const textsOfShown = (shown: string): string => shown.replaceAll(BORDER, '\t');
