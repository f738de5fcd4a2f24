// The view of tags: a panel for each run and file, restored by having the file tagged again.
import { TAG_FILTERS } from '../../protocol/tagsView';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object, oneOf, text } from '../views/requestChecks';
import type { TagsNeeds, TagsPanel, TagsSource } from './tagsPanel';

const MOST_KEPT = 30;
const LONGEST_SEARCH = 1000;
const number = integer(0, 1e9);
const sentence = { version: number, index: number };

export type TagsPanels = Panels<TagsSource, TagsPanel>;

export const tagsView = defineView({
  name: 'tags',
  usesModels: true,
  checks: {
    ...{ cancel: nothing, again: nothing, chooseOther: nothing },
    sentences: object({ version: number, filter: oneOf(...TAG_FILTERS), text: text(LONGEST_SEARCH), from: number }),
    sentence: object(sentence),
    lattice: object(sentence),
    reveal: object({ ...sentence, error: integer(-1, 1e9) }),
  },
  keep: ({ memory }: TagsNeeds) =>
    new KeptSources<TagsSource>(memory, {
      ...{ name: 'nlpLab.taggedFiles', most: MOST_KEPT },
      nameOf: ({ folder, file }) => JSON.stringify([folder, file]),
    }),
  load: async () => (await import('./tagsPanel')).openTags,
});
