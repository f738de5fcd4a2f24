// A neural language model as a class of another program builds it.

import type { LanguageNetworkOptions } from '../../models/language/createLanguageNetwork';
import { createLanguageNetwork } from '../../models/language/createLanguageNetwork';
import { tracedProgram } from '../../models/language/languagePrograms';
import type { PortableNetwork } from '../portableNetwork';

export function portableLanguage(
  model: LanguageNetworkOptions,
  { vocabulary, context }: { vocabulary: number; context: number },
): PortableNetwork {
  const network = createLanguageNetwork(model, { vocabulary, context });
  const [logProbabilities] = tracedProgram(network);
  return {
    kind: 'language',
    model,
    sizes: { vocabulary, longest: context },
    parameters: network.parameters,
    output: logProbabilities,
    ids: { ids: vocabulary },
  };
}
