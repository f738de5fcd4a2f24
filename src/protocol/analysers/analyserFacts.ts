// What everybody knows of a morphological analyser: how it is called and what it offers. How it is opened and what it says of a
// text is the engine's (`engine/text/tokenizers/analysers`).

export interface AnalyserFacts {
  /** The type of tokenizer. The setting, the default and the option for its folder are named after it. */
  type: string;
  /** In messages, and as a stage of a tokenizer.json. */
  name: string;
  /** What a person brings: neither is part of NLP Lab. */
  needs: 'model' | 'dictionary';
  /** For lists and the heads of columns; marked for translators. */
  label: string;
  /** A sentence beside it; marked for translators. */
  detail: string;
  /** What its parts of speech look like, where a person may ask for them; marked for translators. */
  tagsHint: string;
  /** Goes on "into " in the description of experiments. */
  cutsInto: string;
  /** A token with its part of speech. */
  tagged: string;
  /** A word in its base form, as "食べる for 食べ"; left out where forms are no choice. */
  baseForm?: string;
}
