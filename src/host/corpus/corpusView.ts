// The view of what is in a corpus file: a panel for each file.
import type { CorpusViewContract } from '../../protocol/corpusView';
import { ODD_BY } from '../../protocol/oddLines';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object, oneOf, text } from '../views/requestChecks';
import type { CorpusNeeds, CorpusPanel, CorpusSource } from './corpusPanel';

type Reveal = CorpusViewContract['calls']['reveal']['request'];

const MOST_KEPT = 30;

export type CorpusPanels = Panels<CorpusSource, CorpusPanel>;

export const corpusView = defineView({
  name: 'corpus',
  checks: {
    count: object({ text: text(1000), label: text(1000) }),
    cancel: nothing,
    again: nothing,
    chooseTest: nothing,
    chooseEncoding: nothing,
    clearTest: nothing,
    reveal: object<Reveal>({
      version: integer(0, 1e9),
      list: oneOf('findings', 'ngrams', 'labels', 'oddLines'),
      index: integer(0, 1e6),
    }),
    findOddLines: object({ run: text(300), by: oneOf(...ODD_BY) }),
    stopOddLines: nothing,
  },
  keep: ({ memory }: CorpusNeeds) =>
    new KeptSources<CorpusSource>(memory, { name: 'nlpLab.corpora', most: MOST_KEPT, nameOf: ({ file }) => file }),
  load: async () => (await import('./corpusPanel')).openCorpus,
});
