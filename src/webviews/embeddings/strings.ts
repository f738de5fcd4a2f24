// All texts of the Embeddings view.
import type { Translate } from '../shared/connect';
import { analogyStrings } from './texts/analogyStrings';
import { compareStrings } from './texts/compareStrings';
import { cooccurrenceStrings } from './texts/cooccurrenceStrings';
import { evidenceStrings } from './texts/evidenceStrings';
import { neighborStrings } from './texts/neighborStrings';
import { settingStrings } from './texts/settingStrings';
import { similarityStrings } from './texts/similarityStrings';
import { statusStrings } from './texts/statusStrings';
import { toolbarStrings } from './texts/toolbarStrings';
import { wordStrings } from './texts/wordStrings';

export type EmbeddingsStrings = ReturnType<typeof embeddingsStrings>;

export const embeddingsStrings = (t: Translate) => ({
  ...toolbarStrings(t),
  ...statusStrings(t),
  ...wordStrings(t),
  ...compareStrings(t),
  ...neighborStrings(t),
  ...analogyStrings(t),
  ...similarityStrings(t),
  ...evidenceStrings(t),
  ...cooccurrenceStrings(t),
  ...settingStrings(t),
});
