// Where vectors come from, in a form that can be kept over a reload of the window. Pure.

import type { DataPart, TextPooling } from '../../protocol/textVectors';

/** URIs as text; a run by its folder. */
export type VectorsAddress =
  | { kind: 'file'; uri: string }
  /** `layer`: which table, of models with several. */
  | { kind: 'run'; folder: string; layer?: string }
  /** The texts of a file, each as the mean of its words' vectors. */
  | { kind: 'sentences'; of: VectorsAddress; uri: string; column?: string }
  /** Texts as a run's encoder reads them; `pooling` left out: as its model pools them. */
  | { kind: 'texts'; folder: string; texts: RunTexts; pooling?: TextPooling };

/** A part of the run's own data, or a file. */
export type RunTexts = { part: DataPart } | { uri: string };

/** @param uri of a file of vectors */
export const fileAddress = (uri: { toString(): string }): VectorsAddress => ({ kind: 'file', uri: uri.toString() });

/** A column of a table, by which points are coloured. */
export interface ChosenColumn {
  file: string;
  wordColumn: string;
  valueColumn: string;
}

/** What one view shows. */
export interface EmbeddingsSource {
  first: VectorsAddress;
  /** What it is compared with. */
  second?: VectorsAddress;
  /** Texts that the person has named to look words up in, for each side. */
  corpora?: [string[], string[]];
  column?: ChosenColumn;
}

export function addressKey(address: VectorsAddress): string {
  switch (address.kind) {
    case 'file':
      return `file:${address.uri}`;
    case 'run':
      return `run:${address.folder}${address.layer === undefined ? '' : `:${address.layer}`}`;
    case 'sentences':
      return `sentences:${address.uri}:${address.column ?? ''}:${addressKey(address.of)}`;
    case 'texts': {
      const { folder, texts, pooling } = address;
      return `texts:${'part' in texts ? texts.part : texts.uri}:${pooling ?? ''}:${folder}`;
    }
  }
}

/** Names one view; views of the same vectors with another comparison are others. */
export const sourceKey = ({ first, second }: EmbeddingsSource): string =>
  [first, ...(second ? [second] : [])].map(addressKey).join(' | ');

/** The last part of the path, for titles before anything is read. */
export function addressName(address: VectorsAddress): string {
  const isOfRun = address.kind === 'run' || address.kind === 'texts';
  const place = isOfRun ? address.folder : address.uri;
  const name = place.split(/[\\/]/).at(-1) ?? place;
  return isOfRun ? name : decodeURIComponent(name);
}

export const VECTORS_FILE_NAME = /(\.(vec|bin|ftz|txt|safetensors)|(vectors|vecs|tensor)\.tsv)(\.gz)?$/i;
