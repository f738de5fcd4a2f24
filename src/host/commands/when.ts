// The clauses of menus and of the palette. Each that speaks of names of files is made from the one list of endings.
import { corpusEndings, endingPattern, tableEndings } from '../../protocol/corpusFiles';

/** The clause for a file whose name fits a regular expression, given as its source. */
export const named = (pattern: string): string => `resourceFilename =~ /${pattern}/i`;

/** All hold. */
export const all = (...clauses: string[]): string =>
  clauses.map((clause) => (clause.includes('||') ? `(${clause})` : clause)).join(' && ');

/** One holds. */
export const either = (...clauses: string[]): string => clauses.join(' || ');

export const IN_FOLDER = 'workspaceFolderCount > 0';
/** Some editor is in front. */
export const IN_EDITOR = 'resourceLangId';
export const WITH_SELECTION = 'editorHasSelection';
export const WITHOUT_SELECTION = '!editorHasSelection';

export const CORPUS_FILE = named(endingPattern(corpusEndings));
export const TABLE_FILE = named(endingPattern(tableEndings));
export const EXPERIMENT_FILE = named('\\.nlplab\\.json$');
/** A file of texts, or a text that was not saved yet. */
export const TEXT = either(CORPUS_FILE, 'resourceLangId == plaintext', 'resourceLangId == markdown');
export const EXPERIMENTS = either(IN_FOLDER, EXPERIMENT_FILE);

/** A line of the tree *Corpora*; its kinds are those of `corpusItem`. */
export const onCorpus = (kinds = 'table|tagged|text'): string => `view == nlpLab.corpora && viewItem =~ /^(${kinds})$/`;
