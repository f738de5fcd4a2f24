// The morphological analysers there are, a line each.

import type { AnalyserFacts } from './analyserFacts';
import { kiwi } from './kiwi';
import { kuromoji } from './kuromoji';

const known = { kiwi, kuromoji } as const satisfies Record<string, AnalyserFacts>;

/** Cut into morphemes, by a model or dictionary that a person has put into a folder. */
export type MorphemeTokenizerType = keyof typeof known;

/** What a stage of a tokenizer.json that cuts by an analyser is called. */
export type AnalyserStage = (typeof known)[MorphemeTokenizerType]['name'];

type Facts = AnalyserFacts & { type: MorphemeTokenizerType; name: AnalyserStage };

export const ANALYSERS: readonly Facts[] = Object.values(known);

export const cutsMorphemes = (type: string): type is MorphemeTokenizerType => Object.hasOwn(known, type);

export const analyserOf = (type: MorphemeTokenizerType): Facts => known[type];

/** Something for each analyser. */
export const byAnalyser = <Made>(make: (facts: Facts) => Made): Record<MorphemeTokenizerType, Made> =>
  Object.fromEntries(ANALYSERS.map((facts) => [facts.type, make(facts)])) as Record<MorphemeTokenizerType, Made>;

export const ANALYSER_STAGES: readonly AnalyserStage[] = Object.values(known).map(({ name }) => name);

export const analyserOfStage = (stage: string): Facts | undefined => ANALYSERS.find(({ name }) => name === stage);

/** Folders of the person's models, by what the settings call them: `kiwiModelFolder`. */
export type ModelFolders = { [Type in MorphemeTokenizerType as `${Type}ModelFolder`]?: string };

/** What `ModelFolders`, and behind `nlpLab.` the settings, call the folder of an analyser. */
export const modelFolderKey = <Type extends MorphemeTokenizerType>(type: Type): `${Type}ModelFolder` =>
  `${type}ModelFolder`;
