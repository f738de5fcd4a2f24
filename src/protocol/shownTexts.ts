// The texts of an example, one or a pair, as people are shown them.

/** A sign for a tab, so that the border is seen. */
const BORDER = ' ⇥ ';

export const shownTexts = (texts: readonly string[]): string => texts.join(BORDER);
