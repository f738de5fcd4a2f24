// The keys of a network of a person's that reads pictures and is not trained: what it finds is what the model sees.

import { z } from 'zod';

export const givenNetworkSchema = z.strictObject({
  type: z.literal('onnx').describe('A network of yours, which stays as it is: an ONNX file.'),
  file: z
    .string()
    .min(1)
    .describe(
      'The file: float32, one input [pictures, channels, height, width], or with the channels last. The path starts beside the experiment file.',
    ),
  output: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the output that is taken; needed where the network has several.'),
});

export type GivenNetworkOptions = z.output<typeof givenNetworkSchema>;
