// The texts of an example, one or a pair, as people are shown them.

/** A sign for a tab, so that the border is seen. */
const BORDER = ' ⇥ ';

export const shownTexts = (texts: readonly string[]): string => texts.join(BORDER);

/** The same as a person would write them: a tab between the texts of a pair. */
export const textsOfShown = (shown: string): string => shown.replaceAll(BORDER, '\t');
