// Tagged sentences in columns: token, right tag, tag that was found; an empty line behind each. conlleval reads such files.

import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { TaggedSentence as JudgedSentence } from '../../metrics/entityFigures';

export const columnsOf = (sentences: readonly TaggedSentence[], judged: readonly JudgedSentence[]): string =>
  sentences
    .map(({ tokens, tags }, i) =>
      tokens.map((token, t) => `${token}\t${tags[t]}\t${judged[i].predicted[t]}\n`).join(''),
    )
    .join('\n');
