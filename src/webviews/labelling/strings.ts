// All texts of the view of labelling.
import type { LabellingKind } from '../../protocol/labelling';
import type { Translate } from '../shared/connect';

export type LabellingStrings = ReturnType<typeof labellingStrings>;

export const labellingStrings = (t: Translate) => {
  const things: Record<LabellingKind, { title: string; all: string; open: string; done: string; names: string }> = {
    texts: {
      ...{ title: t('Texts and their labels'), all: t('All texts'), open: t('Without a label') },
      ...{ done: t('Labelled'), names: t('Labels') },
    },
    spans: {
      ...{ title: t('Sentences and their spans'), all: t('All sentences'), open: t('Not judged yet') },
      ...{ done: t('Judged'), names: t('Types of spans') },
    },
  };
  const named = (name: string, key: string): [name: string, key: string] => [name, key];
  return {
    things,
    tools: t('What is shown'),
    cancel: t('Cancel'),
    again: t('Try again'),
    filter: t('Which of them'),
    withCount: (name: string, count: string) => t('{0} ({1})', name, count),
    search: t('Find in the texts'),
    order: t('In which order'),
    fileOrder: t('As in the file'),
    leastCertain: (run: string) => t('{0} least certain first', run),
    orderHint: t('A run is asked about the texts that nobody has judged; those come first whose answer has the most entropy.'), // prettier-ignore
    changeNames: t('Change Labels…'),
    changeTypes: t('Change Types…'),
    openLabels: t('Open Labels'),
    openLabelsHint: t('Open the file in which the labels are kept'),
    compare: t('Compare…'),
    compareHint: t('Compare with the labels of another person'),
    keys: t('Keys'),
    progress: (done: string, all: string, share: string) => t('{0} of {1} labelled ({2})', done, all, share),
    judged: (done: string, all: string, share: string) => t('{0} of {1} judged ({2})', done, all, share),
    keptIn: (source: string, labels: string) => `${source} → ${labels}`,
    ofFile: (shown: string, all: string) => t('the first {0} of {1} texts of the file', shown, all),
    repeated: (count: string) => t('{0} texts that stand there again are shown once', count),
    elsewhere: t('The file of labels was changed elsewhere, and was read again.'),
    notKept: (why: string) => t('Not kept yet: {0}', why),
    list: t('The texts'),
    noneFound: t('No text passes. Choose others, or clear the search.'),
    text: t('Text'),
    label: t('Label'),
    spans: t('Spans'),
    line: t('Line'),
    entropy: t('Entropy'),
    entropyHint: t('Of the answer of the run that was asked, in bits: 0 where it is certain'),
    chosen: t('The text to be judged'),
    lineOf: (line: string) => t('Line {0}', line),
    revealHint: t('Open the file at this line'),
    tokens: t('Tokens: choose some, then their type'),
    marked: (token: string, type: string) => t('{0}, {1}', token, type),
    suggested: (run: string, answer: string, share: string) => t('{0} says: {1} ({2})', run, answer, share),
    aRun: t('The run'),
    noSpans: t('no spans'),
    take: t('Take it'),
    undo: t('Undo'),
    undoHint: t('Take the latest label back'),
    skip: t('Next without a label'),
    skipJudged: t('Next not judged'),
    accept: t('Judged, and next'),
    acceptHint: t('The sentence has these spans and no others'),
    clear: t('Take label away'),
    clearSpans: t('Take spans away'),
    previous: t('Previous'),
    next: t('Next'),
    allDone: t('All are judged.'),
    isOpen: t('not judged yet'),
    keyTable: [
      named(t('a label, or the type of the chosen tokens'), '1 – 9'),
      named(t('the next without a label'), 'S, N'),
      named(t('undo'), 'U, Ctrl+Z'),
      named(t('take what the run says'), 'A'),
      named(t('take the label away, or the spans of the chosen tokens'), 'Delete'),
      named(t('the next text, the one before'), 'Page Down, Page Up'),
      named(t('search'), '/, Ctrl+F'),
      named(t('these keys'), '?'),
    ],
    spanKeys: [
      named(t('another token; with Shift several'), '← → ↑ ↓'),
      named(t('the sentence is judged; the next one'), 'Enter'),
    ],
  };
};
