// Which words of a text are not in another: the words outside a longest common subsequence. Pure.

export interface ChangedWord {
  text: string;
  isChanged: boolean;
}

const MOST_WORDS = 400;

/** The words of `text` in order, those marked that `base` does not have in that order. */
export function changedWords(text: string, base: string): ChangedWord[] {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  const others = base
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  const width = others.length + 1;
  // lengths[i, j]: of the longest common subsequence of words from i on and others from j on.
  const lengths = new Uint16Array((words.length + 1) * width);
  for (let i = words.length - 1; i >= 0; i--)
    for (let j = others.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        words[i] === others[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  let j = 0;
  return words.map((word, i) => {
    while (j < others.length && word !== others[j] && lengths[i * width + j + 1] >= lengths[(i + 1) * width + j]) j++;
    const isCommon = j < others.length && word === others[j];
    if (isCommon) j++;
    return { text: word, isChanged: !isCommon };
  });
}
