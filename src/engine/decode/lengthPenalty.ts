// Sums of log probabilities fall with every token; without a penalty short outputs win.

/** ((5 + length) / 6)^α, Wu et al. 2016, equation 14; the end symbol counts. */
export const lengthPenalty = (length: number, alpha: number): number => ((5 + length) / 6) ** alpha;
