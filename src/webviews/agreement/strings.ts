// All texts of the view of two people's labels.
import type { EntityErrorKind } from '../../protocol/judgedTags';
import type { Translate } from '../shared/connect';
import { saveStrings } from '../shared/saveMenu';

export type AgreementStrings = ReturnType<typeof agreementStrings>;

export const agreementStrings = (t: Translate) => {
  const errors: Record<EntityErrorKind, (count: string) => string> = {
    boundary: (count) => t('{0} with other borders', count),
    type: (count) => t('{0} with another type', count),
    missed: (count) => t('{0} of the first alone', count),
    invented: (count) => t('{0} of the second alone', count),
  };
  return {
    errors,
    title: t("Two people's labels"),
    tools: t('What is shown'),
    cancel: t('Cancel'),
    again: t('Compare again'),
    other: t('Other labels…'),
    otherHint: t('Compare the first file with another one'),
    saving: saveStrings(t),
    saved: (first: string, other: string) => t('{0} and {1}', first, other),
    kappaIs: (value: string, low: string, high: string, things: string) =>
      t("Cohen's kappa of {3} is {0} (95 %: {1} to {2}).", value, low, high, things),
    noKappa: t("Cohen's kappa is not defined: both have given one and the same label to all."),
    f1Is: (value: string) => t('The F1 of spans is {0}.', value),
    counted: { texts: t('texts'), spans: t('tokens') },
    facts: {
      texts: (count: string, first: string, other: string) =>
        t('{0} texts in both; {1} in the first file alone, {2} in the second', count, first, other),
      spans: (count: string, first: string, other: string) =>
        t('{0} sentences in both; {1} in the first file alone, {2} in the second', count, first, other),
    },
    figures: t('Figures'),
    figure: t('Figure'),
    value: t('Value'),
    kappa: t("Cohen's kappa"),
    kappaHint: t('Agreement beyond chance, (observed − expected) / (1 − expected): 1 at best, 0 as by chance (Cohen 1960)'), // prettier-ignore
    standardError: t('Standard error'),
    standardErrorHint: t('For many texts, whatever the true kappa is (Fleiss, Cohen and Everitt 1969); tokens of a sentence are taken together (Yang and Zhou 2014)'), // prettier-ignore
    interval: t('95 % interval'),
    range: (low: string, high: string) => t('{0} to {1}', low, high),
    observed: t('Agreement'),
    observedHint: t('The share on which both say the same'),
    expected: t('Agreement by chance'),
    expectedHint: t('The share that is expected of people who label at random, each label as often as they did'),
    f1: t('F1 of spans'),
    f1Hint: t('2 · spans of both / (spans of the first + spans of the second), by borders and type'),
    spansOf: (both: string, first: string, other: string) => t('{0} of {1} and {2} spans', both, first, other),
    apartBy: t('Spans on which they part'),
    types: t('F1 by type'),
    type: t('Type'),
    spans: t('Spans'),
    table: (first: string, other: string) => t('Rows: {0}. Columns: {1}.', first, other),
    mostMixed: (shown: string, all: string) => t('The {0} of {1} labels that are mixed up the most.', shown, all),
    disagreements: t('Where they part'),
    none: t('They part nowhere.'),
    apart: (shown: string, all: string) => t('{0} of {1} are listed.', shown, all),
    text: t('Text'),
    line: t('Line'),
    chosen: t('The chosen text'),
    noChosen: t('Choose a text to see what both say of it.'),
    open: (file: string, line: string) => t('{0}, line {1}', file, line),
    openHint: t('Open the file at this line'),
    noSpans: t('no spans'),
  };
};
