// Templates of the features of tokens, as CRF++ and CRFsuite write them: `U01:%x[-1,0]/%x[0,0]` and `w[-1]|w[0]` both mean the token
// before together with the token itself. Columns are those of the file.

/** What a template looks at: something of the token `offset` places behind. */
interface Reference {
  /** `w`, `lower`, `shape`, `prefix3`, `suffix2`, `column2` */
  field: string;
  offset: number;
}

export interface Template {
  /** As it was written. */
  text: string;
  references: readonly Reference[];
  /** Of CRF++: what stands before each reference, and behind the last. Undefined where names are written as CRFsuite writes them. */
  between?: readonly string[];
}

export interface Templates {
  list: readonly Template[];
  /** Whether pairs of neighbouring tags have weights. */
  transitions: boolean;
}

/** A line that is no template. */
export interface TemplateFault {
  /** Which of the lines, from 0. */
  at: number;
  message: string;
}

/** What can be seen of words and, where there are, of characters: itself and neighbours, affixes and shapes. */
export const DEFAULT_TEMPLATES: readonly string[] = [
  ...['w[-2]', 'w[-1]', 'w[0]', 'w[1]', 'w[2]', 'w[-1]|w[0]', 'w[0]|w[1]', 'w[-1]|w[1]', 'lower[0]'],
  ...['prefix1[0]', 'prefix2[0]', 'prefix3[0]', 'prefix4[0]', 'suffix1[0]', 'suffix2[0]', 'suffix3[0]', 'suffix4[0]'],
  ...['suffix2[-1]', 'suffix3[-1]', 'suffix2[1]', 'suffix3[1]', 'suffix2[-1]|suffix2[0]', 'suffix2[0]|suffix2[1]'],
  ...['shape[-1]', 'shape[0]', 'shape[1]', 'shape[-1]|shape[0]', 'shape[0]|shape[1]'],
];

const NAMED = /^(w|lower|shape|(?:prefix|suffix|column)[1-9]\d?)\[([+-]?\d{1,3})\]$/;
const MACRO = /%x\[(-?\d{1,3}),(\d{1,2})\]/g;

/** Comments (`# ...`) and empty lines are passed over. */
export function parseTemplates(lines: readonly string[]): Templates | TemplateFault {
  const list: Template[] = [];
  let [hasPairs, hasMacros] = [false, false];
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (/^B\d*$/.test(text)) {
      hasPairs = true;
      continue;
    }
    const template = /^U/.test(text) ? macroTemplate(text) : namedTemplate(text);
    if (!template) return { at, message: faultOf(text) };
    hasMacros ||= template.between !== undefined;
    if (!list.some((known) => known.text === text)) list.push(template);
  }
  if (list.length === 0) return { at: 0, message: 'There is no template of tokens, such as "w[0]" or "U00:%x[0,0]".' };
  return { list, transitions: hasPairs || !hasMacros }; // CRFsuite's models always weigh pairs of tags
}

function macroTemplate(text: string): Template | undefined {
  const between: string[] = [];
  const references: Reference[] = [];
  let from = 0;
  for (const { 0: macro, 1: row, 2: column, index } of text.matchAll(MACRO)) {
    between.push(text.slice(from, index));
    references.push({ field: `column${Number(column) + 1}`, offset: Number(row) });
    from = index + macro.length;
  }
  const last = text.slice(from);
  return [...between, last].some((literal) => literal.includes('%'))
    ? undefined
    : { text, references, between: [...between, last] };
}

function namedTemplate(text: string): Template | undefined {
  const references: Reference[] = [];
  for (const part of text.split('|')) {
    const found = NAMED.exec(part);
    if (!found) return undefined;
    references.push({ field: found[1], offset: Number(found[2]) });
  }
  return { text, references };
}

function faultOf(text: string): string {
  if (/^B/.test(text))
    return `"${text}": a template of pairs of tags looks at no token here. Write "B" for the pairs, and "U..." for tokens.`;
  return `"${text}" is no template. Write e.g. "w[-1]|w[0]", "suffix3[0]" or "column2[0]" (w, lower, shape, prefix1, suffix1, column1 and so on, and where), or as CRF++ does "U05:%x[-1,0]/%x[0,0]".`;
}

const COLUMN = /^column(\d+)$/;

/** The columns of the file that templates look at beside that of the tokens, from 1, in order. */
export function columnsOf(list: readonly Template[], tokenColumn: number): number[] {
  const columns = list.flatMap(({ references }) =>
    references.flatMap(({ field }) => {
      const found = COLUMN.exec(field);
      return found ? [Number(found[1])] : [];
    }),
  );
  return [...new Set(columns)].filter((column) => column !== tokenColumn).sort((a, b) => a - b);
}
