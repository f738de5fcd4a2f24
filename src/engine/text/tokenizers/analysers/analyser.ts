// What a morphological analyser is to the engine: how its model is opened, and what it says of a text.

import type { MorphemeTokenizerType } from '../../../../protocol/analysers/analysers';

/** A morpheme as an analyser tells of it. */
export interface Morpheme {
  /** Its form, which may differ from what stands in the text; none is passed over. */
  form: string;
  /** Part of speech. */
  tag: string;
  /** Whether it carries meaning: no particle, ending or mark. */
  isContent: boolean;
  /** Its place in UTF-16 units of the text, half-open. */
  start: number;
  end: number;
}

/** Takes a text apart, in its order; throws whatever it likes where it cannot. */
export type Analyse = (text: string, options: { baseForms: boolean }) => readonly Morpheme[];

/** An analyser with its model. */
export interface Analyser {
  readonly type: MorphemeTokenizerType;
  readonly analyse: Analyse;
}

export type ModelFiles = Readonly<Record<string, Uint8Array>>;

/** Makes an analyser of a model's files; throws whatever it likes where they are no model. */
export type BuildAnalyser = (files: ModelFiles) => Promise<Analyse>;

/** How the model of an analyser is found and read. */
export interface AnalyserModel {
  /** What a person does to have it, as a sentence that goes on with ", and name its folder". */
  readonly getIt: string;
  /** The folder that holds this file is the model's. */
  readonly mark: string;
  /** Files that must be there; of those in a list of their own one is enough. */
  readonly needed: readonly (string | readonly string[])[];
  /** Names of files that are read. */
  readonly files: RegExp;
  /** Loads the program of the analyser, without a model. Nothing of it is loaded before. */
  start(): Promise<BuildAnalyser>;
}
