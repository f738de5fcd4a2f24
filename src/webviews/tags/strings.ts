// All texts of the view of tags.
import type { TagFilter } from '../../protocol/tagsView';
import type { EntityErrorKind } from '../../protocol/judgedTags';
import type { Translate } from '../shared/connect';
import { reportStrings } from '../shared/reportStrings';
import { sashStrings } from '../shared/sash';

export type TagsStrings = ReturnType<typeof tagsStrings>;

export const tagsStrings = (t: Translate) => {
  const kinds: Record<EntityErrorKind, string> = {
    boundary: t('Wrong borders'),
    type: t('Wrong type'),
    missed: t('Missed'),
    invented: t('Invented'),
  };
  const filters: Record<TagFilter, string> = { all: t('All sentences'), wrong: t('With an error'), ...kinds };
  return {
    ...reportStrings(t),
    ...{ kinds, filters },
    title: t('Sentences and their tags'),
    tools: t('What is shown'),
    cancel: t('Cancel'),
    again: t('Tag again'),
    againHint: t('Tag the sentences of this file once more'),
    other: t('Other sentences'),
    otherHint: t('Choose another file of tagged sentences for this run'),
    filter: t('Which sentences'),
    withCount: (name: string, count: string) => t('{0} ({1})', name, count),
    search: t('Find in the sentences'),
    figure: (name: string, value: string) => t('{0}: {1}', name, value),
    shown: (shown: string, all: string) => t('{0} of {1} sentences', shown, all),
    ofFile: (shown: string, all: string) => t('The first {0} of {1} sentences of the file', shown, all),
    list: t('Sentences'),
    noneFound: t('No sentence passes. Choose another kind, or clear the search.'),
    right: t('Right'),
    found: t('Found'),
    lineOf: (line: string) => t('Line {0}', line),
    noErrors: t('no errors'),
    details: t('Details'),
    sections: t('The chosen sentence'),
    sash: sashStrings(t),
    noChosen: t('Choose a sentence to see its errors and what the run weighed.'),
    sentence: t('Sentence'),
    lattice: t('Lattice'),
    sequences: t('Sequences'),
    transitions: t('Transitions'),
    reveal: t('Show in file'),
    revealHint: t('Open the file at this line'),
    errors: t('Errors'),
    latticeLabel: t('How probable each tag of each token is'),
    latticeHint: t(
      'Over all sequences that the scheme allows where the run chooses among sequences (forward and backward algorithm), else the softmax of the token; framed: the tag that was chosen',
    ),
    probability: t('probability'),
    cell: (token: string, tag: string, value: string) => t('{0}, {1}: {2}', token, tag, value),
    chosenTag: t('chosen'),
    tag: t('Tag'),
    part: (from: string, to: string, of: string) => t('Tokens {0} to {1} of {2}', from, to, of),
    earlier: t('Earlier tokens'),
    later: t('Later tokens'),
    sequencesHint: t('Of the whole text: the share of the sequence among all that its scheme allows'),
    best: t('the best sequence (Viterbi)'),
    noSequences: t('None: the run chooses each tag by itself, or the sentence is too long.'),
    transitionsLabel: t('Scores of a tag (column) behind another (row)'),
    transitionsHint: t('Learned; natural logarithms up to a constant. ×: the scheme does not allow it.'),
    noTransitions: t('None: the run chooses each tag by itself.'),
    start: t('beginning'),
    end: t('end'),
    masked: t('not allowed by the scheme'),
    score: t('score'),
    asking: t('Asking the run'),
  };
};
