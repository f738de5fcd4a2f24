// Where vectors come from, in a form that can be kept over a reload of the window. Pure.

/** URIs as text; a run by its folder. */
export type VectorsAddress =
  | { kind: 'file'; uri: string }
  /** `layer`: which table, of models with several. */
  | { kind: 'run'; folder: string; layer?: string }
  /** The texts of a file, each as the mean of its words' vectors. */
  | { kind: 'sentences'; of: VectorsAddress; uri: string; column?: string };

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

export const addressKey = (address: VectorsAddress): string =>
  address.kind === 'sentences'
    ? `sentences:${address.uri}:${address.column ?? ''}:${addressKey(address.of)}`
    : address.kind === 'file'
      ? `file:${address.uri}`
      : `run:${address.folder}${address.layer === undefined ? '' : `:${address.layer}`}`;

/** Names one view; views of the same vectors with another comparison are others. */
export const sourceKey = ({ first, second }: EmbeddingsSource): string =>
  [first, ...(second ? [second] : [])].map(addressKey).join(' | ');

/** The last part of the path, for titles before anything is read. */
export function addressName(address: VectorsAddress): string {
  const place = address.kind === 'run' ? address.folder : address.uri;
  const name = place.split(/[\\/]/).at(-1) ?? place;
  return address.kind === 'run' ? name : decodeURIComponent(name);
}

export const VECTORS_FILE_NAME = /(\.(vec|bin|ftz|txt|safetensors)|(vectors|vecs|tensor)\.tsv)(\.gz)?$/i;
