// What can be asked of a run. Hosts, views and the command line look at abilities, never at tasks: a new task that can do
// what another does is offered wherever that one is.

export const ABILITIES = [
  /** Gives a text one of its labels. */
  'label',
  /** Gives a text a number. */
  'number',
  /** Gives each token of a text a tag. */
  'tag',
  /** Reads two texts together, a pair. */
  'pair',
  /** Writes another text for a text. */
  'write',
  /** Is asked about pictures, by their files or their content, and not about texts. */
  'picture',
  /** Goes on with a text. */
  'continue',
  /** Fills gaps in a text. */
  'fill',
  /** Says how probable a text is. */
  'score',
  /** Shows what tokens look at. */
  'attend',
  /** Shows how outputs are searched for. */
  'search',
  /** Says which features decide. */
  'explain',
  /** Shows its network, tensor by tensor. */
  'trace',
  /** Has vectors of words. */
  'vectors',
  /** Gives a text a vector. */
  'embed',
] as const;

export type Ability = (typeof ABILITIES)[number];

/** Abilities of those that are asked about texts and answer, each in its own way. */
const ANSWERING = ['label', 'number', 'tag', 'write', 'fill'] as const satisfies readonly Ability[];

export const can = ({ abilities }: { abilities: readonly Ability[] }, ...any: readonly Ability[]): boolean =>
  any.some((ability) => abilities.includes(ability));

/** Whether something can be asked about a text: what `ask` is for. */
export const answers = (run: { abilities: readonly Ability[] }): boolean => can(run, ...ANSWERING);

/** Whether it can be measured on data: what `judge` is for. Runs that cannot have learned word vectors and nothing else. */
export const isJudged = (run: { abilities: readonly Ability[] }): boolean => can(run, ...ANSWERING, 'score');
