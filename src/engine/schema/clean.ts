// The key `clean`: steps in the order they run, each a name or an object with options.

import { z } from 'zod';
import { naming } from './names';
import { plainCleaningStepNames, stopWordLists, type CleaningStep } from '../../protocol/cleaning';

const replacement = (word: string) =>
  z.string().max(100).default(word).describe('What is put in its place; "" takes it out.');

const step = <Name extends CleaningStep['step'], Shape extends z.ZodRawShape>(
  name: Name,
  description: string,
  options: Shape,
) => z.strictObject({ step: z.literal(name), ...options }).describe(description);

const steps = z.discriminatedUnion('step', [
  step(
    'html',
    'HTML is taken out: tags, comments, the content of scripts and styles; character references (the names of HTML 5) become characters.',
    {},
  ),
  step('urls', 'Web addresses are replaced.', { replacement: replacement('URL') }),
  step('emails', 'Mail addresses are replaced.', { replacement: replacement('EMAIL') }),
  step('emoji', 'Emoji are replaced; what is left of some (joiners, skin tones, variation selectors) is taken out.', {
    replacement: replacement('EMOJI'),
  }),
  step('nfc', 'Unicode normal form C: letters and their marks in one piece.', {}),
  step(
    'nfkc',
    'Unicode normal form KC: as "nfc", and full-width letters, ligatures and the like become plain ones.',
    {},
  ),
  step('brackets', 'Text in brackets is taken out with them.', {
    kind: z
      .enum(['all', 'square'])
      .default('all')
      .describe('"all": of any kind that Unicode has, （） 《》 and 「」 among them; "square": only [ ].'),
  }),
  step('replace', 'What a regular expression of your own finds is replaced.', {
    pattern: z
      .string()
      .min(1)
      .max(1000)
      .describe('The regular expression, with Unicode: \\d are digits of any script, (?i:...) ignores case.'),
    replacement: z
      .string()
      .max(1000)
      .default('')
      .describe('What is put in its place; $1 is what the first group found.'),
  }),
  step('lowercase', 'Capitals become small letters.', {}),
  step('repeats', 'Letters and marks that stand many times in a row stand less often: ㅋㅋㅋㅋ becomes ㅋㅋ.', {
    maximum: z.int().min(1).max(100).default(2).describe('How often they may stand in a row.'),
  }),
  step('digits', 'Numbers in digits are replaced.', { replacement: replacement('') }),
  step('special-characters', 'All but letters, digits and white space is taken out.', {
    keep: z.string().max(100).default('').describe('Characters that stay, e.g. ".,!?".'),
  }),
  step('stop-words', 'Frequent words that say little are taken out.', {
    language: z
      .enum(stopWordLists)
      .default('both')
      .describe(
        'Which of the lists that come along: 108 English words ("en-long": 180, contractions among them), 499 Korean ones, "both" of these, or those of another language.',
      ),
    file: naming('words', z.string().min(1))
      .optional()
      .describe('A file of further words, one a line; the path starts beside the experiment.'),
  }),
  step('stemming', 'English words become their stems (Snowball, "Porter2"), in lower case.', {}),
  step('duplicates', 'Of texts that are the same at this point, the first stays; not while predicting.', {}),
]);

const alone = z.enum(plainCleaningStepNames).transform((name): CleaningStep => steps.parse({ step: name }));

export const cleanSchema = z
  .array(z.union([alone, steps]))
  .default([])
  .describe(
    'Steps that clean each text after it is read and before it is cut, in this order. The files stay as they are.',
  );
