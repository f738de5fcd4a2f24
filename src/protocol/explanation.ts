// Why a model with weights for features decides as it does, as plain data.

/** A feature of a text and what it adds to the class that is explained. */
export interface TextFeature {
  feature: string;
  /** In the text's vector. */
  value: number;
  /** For the class, against the others. */
  weight: number;
  /** `value * weight` */
  contribution: number;
  /** Where it stands in the text, in UTF-16 units; from the first word of an n-gram to its last. */
  offsets: [start: number, end: number][];
}

export interface TextExplanation {
  /** The text as the model saw it, after cleaning; offsets are about this. */
  text: string;
  /** The largest contribution for or against first. */
  features: TextFeature[];
}

export interface ExplainRequest {
  folder: string;
  /** Explains also what the model says about this text. */
  text?: string;
  checkpoint?: 'best' | 'last';
}

export interface ExplainReply {
  /** By class, the features that speak most for it, the strongest first; at most 1,000. */
  classes: { label: string; features: { feature: string; weight: number }[] }[];
  /** The label the model gives the text, and why. */
  text?: TextExplanation & { label: string };
}
