// All texts of the view of examples.
import { conditionWords, OUTCOME_WORDS } from '../../protocol/conditionWords';
import { type ExampleCondition, LEAST_GROUP, OUTCOMES, type Outcome, SURE } from '../../protocol/examples';
import { count, share } from '../../protocol/figures';
import type { Translate } from '../shared/connect';
import { evaluationStrings } from '../shared/evaluationChoice';
import { reportStrings } from '../shared/reportStrings';
import { sashStrings } from '../shared/sash';
import { sharesStrings } from '../shared/shares/strings';

export type ExamplesStrings = ReturnType<typeof examplesStrings>;

/** @param translate for texts that stand elsewhere */
export const examplesStrings = (t: Translate, translate: Translate = t) => {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, translate(OUTCOME_WORDS[outcome])]));
  return {
    ...{ ...reportStrings(t), ...evaluationStrings(t) },
    outcomes: outcomes as Record<Outcome, string>,
    condition: (condition: ExampleCondition): string => {
      const { text, values = [] } = conditionWords(condition);
      return translate(text, ...values);
    },
    title: t('Examples of the run'),
    tools: t('What is shown'),
    search: t('Find in the examples'),
    filters: t('Filters'),
    filtersHint: t('Choose by label, length, unknown tokens and columns of the table'),
    passing: t('Which examples'),
    sureHint: t('Wrong, with a probability of {0} or more', share(SURE)),
    withCount: (name: string, of: string) => t('{0} ({1})', name, of),
    shown: (shown: string, all: string) => t('{0} of {1} examples', shown, all),
    remove: (name: string) => t('Remove the filter “{0}”', name),
    clear: t('Remove all filters'),
    save: t('Save as CSV'),
    saveHint: t('Save all examples that pass as a table'),
    run: t('Run'),
    runHint: t('Open the run'),
    evaluate: t('Evaluate on file'),
    evaluateHint: t('Measure the best checkpoint on other texts'),
    changed: (files: string) => t('Changed since this evaluation: {0}. Evaluate the run again to see what it makes of them.', files), // prettier-ignore
    details: t('Details'),
    sections: t('The chosen example, and groups'),
    sash: sashStrings(t),
    shares: sharesStrings(t),
    list: t('Examples'),
    none: t('No example passes. Remove a filter, or clear the search.'),
    text: t('Text'),
    texts: [t('First text'), t('Second text')],
    gold: t('True'),
    prediction: t('Predicted'),
    probability: t('Probability'),
    probabilityHint: t('How sure the run was of its own answer; of taggers, of all tags of the sentence together'),
    loss: t('Loss'),
    lossHint: t('What the training would have lost on it: −ln of the probability of the right answer; of numbers and tags as the run was trained'), // prettier-ignore
    tokens: t('Tokens'),
    tokensHint: t('How many tokens the model read of it'),
    unknown: t('Unknown'),
    unknownHint: t('The share of these tokens that the model does not know'),
    length: t('Length'),
    anyOf: (name: string) => t('{0}: any', name),
    groups: t('Groups'),
    group: t('Group'),
    groupCount: t('Examples'),
    groupsLabel: t('Groups of examples, those that do worst beside the rest first'),
    noGroups: t('There are too few examples to make groups of.'),
    interval: t('95 %'),
    intervalHints: {
      wilson: t('The interval of Wilson (1927) for a share, 95 %'),
      bootstrap: t('Bootstrap: the group is drawn again and again from itself; 95 % of the draws lie between these'),
    },
    rest: t('All others'),
    meanLoss: t('Mean loss'),
    p: t('p'),
    pHint: t('How probable a figure as bad is for so many examples drawn at random from all (Fisher’s exact test, or a permutation test by its normal approximation), corrected for the number of groups (Holm 1979)'), // prettier-ignore
    groupsNote: t('A click lists the examples of a group. Marked ▼: worse than the rest beyond chance, p below 0.05 after correction for all groups. A group says where, not why.'), // prettier-ignore
    small: (groups: number) => t('{0} groups of fewer than {1} examples are left out.', count(groups), LEAST_GROUP),
    example: t('Example'),
    noChosen: t('Choose an example to see all of it.'),
    reveal: t('Show in file'),
    revealHint: t('Open the file at this line'),
    ofTokens: (tokens: string, unknown: string) => t('{0}, {1} of them unknown', tokens, unknown),
    nearest: t('Nearest'),
    nearestLabel: t('Training examples that are the most like the chosen one'),
    nearestBy: {
      encoder: (of: string) => t('Of {0} training examples, by the cosine of the vectors that the model’s encoder gives texts', of), // prettier-ignore
      terms: (of: string) => t('Of {0} training examples, by the cosine of their weighted terms', of),
    },
    noNearest: t('This run gives texts no vectors, so nothing says which are alike.'),
    noneNear: t('Nothing in the training part is like this text.'),
    similarity: t('Similarity'),
    label: t('Label'),
    asking: t('Comparing with the training examples'),
  };
};
