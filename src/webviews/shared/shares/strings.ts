// Texts of what shows the shares of tokens.
import type { AttributionCaution, AttributionMethod } from '../../../protocol/attribution';
import { cutStrings } from '../answers/strings';
import type { Translate } from '../connect';

export type SharesStrings = ReturnType<typeof sharesStrings>;

export const sharesStrings = (t: Translate) => ({
  cut: cutStrings(t),
  explain: t('Explain'),
  explainHint: t('Show the share of each token in the answer'),
  title: t('Shares of the tokens'),
  method: t('Method'),
  methods: {
    weights: t('Exact weights'),
    integrated: t('Integrated gradients'),
    gradient: t('Gradient × input'),
    'leave-one-out': t('Leave one out'),
    attention: t('Attention'),
  } satisfies Record<AttributionMethod, string>,
  meanings: {
    weights: t('The weight of each feature times its value, at the tokens it stands over: the score is their sum'),
    integrated: t('∫₀¹ ∂F(αx)/∂x · x dα: the gradient times the token vector, from vectors of 0 to those of the text; the shares add up to what the score gains (Sundararajan et al. 2017)'), // prettier-ignore
    gradient: t('∂F/∂x · x: the gradient of the score times the token vector, at the text alone'),
    'leave-one-out': t('F(text) − F(text without the token)'),
    attention: t('How much the model looks at each token, followed through its layers (Abnar and Zuidema 2020); it has no sign and is of no score'), // prettier-ignore
  } satisfies Record<AttributionMethod, string>,
  target: t('Whose score'),
  given: (label: string) => t('{0} (the answer)', label),
  steps: t('Steps'),
  stepCount: (steps: string) => t('{0} steps', steps),
  working: t('Explaining'),
  score: (value: string) => t('score {0}', value),
  scoreHint: t('The logit against the mean of those of the other labels: of two labels ln p − ln (1 − p). Of several labels at once the logit alone, of a number the number.'), // prettier-ignore
  baseline: (value: string) => t('without tokens {0}', value),
  error: (value: string) => t('completeness error {0}', value),
  errorHint: t('How far the sum of the shares is from the score less that without tokens; it falls with the steps'),
  missing: t('The shares do not add up to the score. Take more steps, or leave one out.'),
  cautions: {
    cosine: t('The score is a cosine, which stays the same when the vectors of a text all grow alike: gradients along them say little of it, whatever the steps. Leave one out.'), // prettier-ignore
  } satisfies Record<AttributionCaution, string>,
  against: t('against'),
  for: t('for'),
  looked: t('looked at'),
  text: t('Text with shares. Arrow keys move from token to token.'),
  textOfTags: t('Text with shares. Arrow keys move from token to token; Enter explains the tag of one.'),
  token: t('Token'),
  share: t('Share'),
  shareOf: (token: string, value: string) => t('{0}: {1}', token, value),
  unknown: t('not in the vocabulary: the model saw <unk>'),
  explained: t('its tag is explained'),
  table: t('Table'),
  noTokens: t('No tokens.'),
});
