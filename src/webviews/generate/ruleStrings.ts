// Texts about the rules of sampling: what each does, and which ones a continuation was drawn by.
import { count } from '../../protocol/figures';
import type { Translate } from '../shared/connect';
import type { Drawn } from './continuations';

interface RuleText {
  label: string;
  hint: string;
}

export const ruleStrings = (t: Translate) =>
  ({
    withoutUnknown: {
      label: t('No unknown token'),
      hint: t('Never draw <unk>, which stands for what the vocabulary lacks'),
    },
    greedy: { label: t('Greedy'), hint: t('Take the most probable token each time: nothing is drawn') },
    temperature: {
      label: t('Temperature'),
      hint: t(
        'p ∝ p^(1/T): below 1 probable tokens become more probable, above 1 all become more alike; 1: as they are',
      ),
    },
    topK: { label: t('Top-k'), hint: t('Keep the k most probable tokens (Fan et al. 2018); 0: all') },
    topP: {
      label: t('Top-p'),
      hint: t('Keep the fewest most probable tokens whose probabilities reach p (Holtzman et al. 2020); 1: all'),
    },
    minP: {
      label: t('Min-p'),
      hint: t('Keep tokens at least so many times as probable as the most probable one (Nguyen et al. 2024); 0: all'),
    },
    typical: {
      label: t('Typical'),
      hint: t(
        'Keep the tokens whose surprisal is nearest to the expected one, until their probabilities reach this (Meister et al. 2023); 1: all',
      ),
    },
    seed: { label: t('Seed'), hint: t('The same seed and rules draw the same tokens') },
    nextSeed: {
      label: t('Next seed each time'),
      hint: t('Each continuation takes the next seed; without it, Generate gives the same text again'),
    },
    tokens: { label: t('Most tokens'), hint: t('So many tokens are added, unless a stop text ends the continuation') },
    stop: {
      label: t('Stop texts'),
      hint: t('The continuation ends before the first of these; one in each line, \\n is a line break, \\t a tab'),
    },
  }) satisfies Record<string, RuleText>;

/** Those that change anything. */
export function rulesInWords({ from, sampling, withoutUnknown }: Drawn, t: Translate): string {
  const { greedy, temperature, topK, topP, minP, typical, seed } = sampling;
  const drawing = [
    ...(temperature === 1 ? [] : [t('temperature {0}', temperature)]),
    ...(topK === 0 ? [] : [t('top-k {0}', topK)]),
    ...(topP === 1 ? [] : [t('top-p {0}', topP)]),
    ...(minP === 0 ? [] : [t('min-p {0}', minP)]),
    ...(typical === 1 ? [] : [t('typical {0}', typical)]),
    t('seed {0}', seed),
  ];
  const rules = [...(withoutUnknown ? [] : [t('with <unk>')]), ...(greedy ? [t('greedy')] : drawing)].join(', ');
  return from === 0 ? rules : t('from token {0}: {1}', count(from + 1), rules);
}
