// An answer as `nlp-lab predict --json` prints it and as the service gives it: what programs read, by one name each.

import type { Answer } from './answer';

/** What is told of a text that nothing was asked about: runs that write are not asked about empty texts. */
export const emptyPrediction = (input: string): object => ({ input, output: '', score: 0 });

export function predictionOf(answer: Answer): object {
  switch (answer.kind) {
    case 'label': {
      const { input, output, score, label, probabilities, uncalibrated, explanation, cut } = answer;
      const shares = uncalibrated ? { scores: probabilities } : { probabilities };
      const features = explanation?.features;
      return { input, output, score, label, ...shares, ...(features && { features }), ...(cut && { cut }) };
    }
    case 'number': {
      const { input, output, value, cut } = answer;
      return { input, output, value, ...(cut && { cut }) };
    }
    case 'text': {
      const { input, outputs, cut } = answer;
      const [best, ...others] = outputs;
      const alternatives = others.map(({ text, score }) => ({ output: text, score }));
      const more = { ...(alternatives.length > 0 && { alternatives }), ...(cut && { cut }) };
      return { input, output: best.text, score: best.score, ...more };
    }
    case 'tags': {
      const { input, output, tokens, tags, probabilities, entities, morphemes, alternatives, explanation } = answer;
      const features = explanation?.features;
      return {
        ...{ input, output, tokens, tags, probabilities, entities },
        ...(morphemes && { morphemes }),
        ...(alternatives && { alternatives }),
        ...(features && { features }),
      };
    }
    case 'blanks': {
      const { input, output, blanks, cut } = answer;
      return { input, output, blanks, ...(cut && { cut }) };
    }
  }
}
