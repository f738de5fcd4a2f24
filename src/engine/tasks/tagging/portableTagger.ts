// A tagger as classes of another program build it.

import { CAPITALS_COUNT } from '../../data/tagged/tokenLooks';
import type { TokenAlphabets } from '../../data/tagged/wordTable';
import { columnInput } from '../../models/tokenFeatures';
import { encoderOf } from '../../models/encoders/createEncoder';
import type { PortableNetwork, Told } from '../portableNetwork';
import type { TaggerModel } from './neuralSchemas';
import { taggerOf } from './taggerModel';
import { allowedIn, type TagSet } from './tagSet';

interface Given {
  set: TagSet;
  alphabets: TokenAlphabets;
  vocabulary: number;
  longest: number;
  isCut: boolean;
}

export function portableTagger(
  model: TaggerModel,
  { set, alphabets, vocabulary, longest, isCut }: Given,
): PortableNetwork {
  const { parameters, inference } = taggerOf(model, set, alphabets, { vocabulary, longest, isCut });
  const { begins, ends, follows } = allowedIn(set);
  const [characters, shapes] = [alphabets.characters.length + 1, alphabets.shapes.length + 1];
  const columns = alphabets.columns.map(({ column, values }) => ({ column, size: values.length + 1 }));
  const table = (number: number, width: number): Told => ({ numEmbeddings: number, embeddingDim: width });
  const features = {
    ...(model.characters && { characters: { ...model.characters, characters, dropout: model.dropout } }),
    ...(model.capitals > 0 && { capitals: table(CAPITALS_COUNT, model.capitals) }),
    ...(model.shape > 0 && { shape: table(shapes, model.shape) }),
    ...(columns.length > 0 && {
      columns: Object.fromEntries(columns.map(({ column, size }, i) => [column, table(size, model.columns[i].width)])),
    }),
  };
  return {
    kind: 'tags',
    model,
    sizes: { vocabulary, longest },
    head: {
      ...{ tags: set.tags.length, dropout: model.dropout },
      ...(model.head === 'crf' && {
        chain: { begins: Array.from(begins), ends: Array.from(ends), follows: Array.from(follows) },
      }),
      ...(Object.keys(features).length > 0 && { features }),
    },
    encoder: encoderOf(model).build({ vocabulary, longest, padding: 'after' }).parameters,
    parameters,
    output: inference().emissions,
    ids: {
      ...{ ids: vocabulary, characters, capitals: CAPITALS_COUNT, shape: shapes },
      ...Object.fromEntries(columns.map(({ column, size }) => [columnInput(column), size])),
    },
  };
}
