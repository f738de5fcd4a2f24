// The Embeddings view as a person uses it: maps of a vectors file, words, neighbours, analogies, two embeddings side by side.

import { declareColorTests } from './embeddings/colorTests';
import { declareCooccurrenceTests, declareCountingTests, declareKeptTests } from './embeddings/corpusTests';
import { useEmbeddings } from './embeddings/lab';
import { declareMapTests, declareSelectionTests } from './embeddings/mapTests';
import { declareMenuTests } from './embeddings/menuTests';
import { MADE_WORDS } from './madeVectors';
import { declareViewChecks } from './viewChecks';

describe('the Embeddings view', () => {
  const lab = useEmbeddings();
  const { editor, view, find } = lab;

  declareMapTests(lab);
  declareCooccurrenceTests(lab);
  declareSelectionTests(lab);
  declareColorTests(lab);
  declareMenuTests(lab);
  declareCountingTests(lab);

  it('is left alone, with a word chosen, for the checks below', async () => {
    await find('seoul');
    await view().getByRole('tab', { name: 'Neighbours' }).click();
    await view().getByRole('cell', { name: 'korea' }).first().waitFor();
    await editor().leaveOnly('Embeddings words.vec');
  });

  declareViewChecks({
    name: 'embeddings',
    editor,
    picture: '.main',
    shown: async (frame) => {
      await frame.locator('.facts').getByText(`${MADE_WORDS} of ${MADE_WORDS} words`).waitFor();
      await frame.getByRole('heading', { name: 'seoul' }).first().waitFor();
    },
  });

  declareKeptTests(lab);
});
