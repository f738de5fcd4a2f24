// Whether a `when` clause holds, for the host itself: the editor tells nobody which commands it would offer. What clauses of package.json
// are made of, and no more: keys, comparisons, regular expressions, negation, `&&`, `||` and brackets.

/** The value of a key; undefined where there is none. */
export type Context = (key: string) => unknown;

const TOKEN = /\s*(\|\||&&|==|!=|=~|>=|<=|[!()<>]|'[^']*'|[^\s()!=<>|&/]+|\/(?:\\.|[^/\\])*\/[a-z]*)/y;

/** Fails where the clause is none. */
export function holds(clause: string, context: Context): boolean {
  const tokens = tokensOf(clause);
  const result = either(tokens, context);
  if (tokens.length > 0) throw new Error(`"${clause}" is no clause: "${tokens[0]}" is not expected.`);
  return result;
}

function tokensOf(clause: string): string[] {
  const tokens: string[] = [];
  const end = clause.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(clause) ?? [];
    if (token === undefined) throw new Error(`"${clause}" is no clause, from "${clause.slice(from)}" on.`);
    tokens.push(token);
  }
  return tokens;
}

/** Takes what it reads off the front. */
function either(tokens: string[], context: Context): boolean {
  let result = both(tokens, context);
  while (tokens[0] === '||') {
    tokens.shift();
    const other = both(tokens, context);
    result ||= other;
  }
  return result;
}

function both(tokens: string[], context: Context): boolean {
  let result = single(tokens, context);
  while (tokens[0] === '&&') {
    tokens.shift();
    const other = single(tokens, context);
    result &&= other;
  }
  return result;
}

function single(tokens: string[], context: Context): boolean {
  const token = tokens.shift();
  if (token === '!') return !single(tokens, context);
  if (token === '(') {
    const result = either(tokens, context);
    if (tokens.shift() !== ')') throw new Error('A closing bracket is missing in a clause.');
    return result;
  }
  if (token === undefined || !/^[\w']/.test(token)) throw new Error('A key is missing in a clause.');
  if (token === 'true' || token === 'false') return token === 'true';
  const compare = COMPARISONS[tokens[0] ?? ''] as Compare | undefined;
  if (!compare) return Boolean(context(token));
  tokens.shift();
  return compare(context(token), tokens.shift() ?? '');
}

type Compare = (value: unknown, written: string) => boolean;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const plain = (written: string): string => written.replace(/^'(.*)'$/, '$1');
const isEqual: Compare = (value, written) => text(value) === plain(written);

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '==': isEqual,
  '!=': (value, written) => !isEqual(value, written),
  '=~': (value, written) => regexOf(written).test(text(value)),
  '>': (value, written) => Number(value) > Number(written),
  '<': (value, written) => Number(value) < Number(written),
  '>=': (value, written) => Number(value) >= Number(written),
  '<=': (value, written) => Number(value) <= Number(written),
};

function regexOf(written: string): RegExp {
  const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/.exec(written) ?? [];
  if (pattern === undefined) throw new Error(`"${written}" is no regular expression.`);
  return new RegExp(pattern, flags);
}
