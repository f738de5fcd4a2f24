// An expression over runs as a tree: `validation.accuracy > 0.8 && model.type == "lstm"`. `or` binds least, then `and`, then `not`.

import { toTranslate } from '../toTranslate';
import { ExpressionFault, type ExpressionPlace } from './fault';
import { type Comparison, type Sign, type Token, tokensOf } from './tokens';

export type Operand =
  | ({ kind: 'name'; name: string } & ExpressionPlace)
  | ({ kind: 'value'; value: number | string | boolean } & ExpressionPlace);

export type Expression =
  | { kind: 'and' | 'or'; terms: Expression[] }
  | { kind: 'not'; term: Expression }
  /** `right` has one, but for `in`. */
  | { kind: 'comparison'; comparison: Comparison; left: Operand; right: Operand[] }
  /** That the run has it, and that it is neither false nor 0 nor empty. */
  | { kind: 'holds'; operand: Operand };

const MOST_LEVELS = 100;
const MOST_UNITS = 10_000;
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>([
  ...(['==', '!=', '<', '<=', '>', '>='] as const),
  ...(['contains', 'matches', 'in'] as const),
]);
const WORDY: ReadonlySet<string> = new Set<Comparison>(['contains', 'matches', 'in']);

/** Throws an `ExpressionFault` where it is wrong. */
export function parseExpression(text: string): Expression {
  if (text.length > MOST_UNITS)
    throw new ExpressionFault(toTranslate('An expression has at most {0} characters.'), [String(MOST_UNITS)], {
      at: MOST_UNITS,
      length: 1,
    });
  return new Parser(text).whole();
}

class Parser {
  private next = 0;
  private level = 0;
  private readonly tokens: Token[];

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
  }

  whole(): Expression {
    const expression = this.either();
    const rest = this.peek();
    if (!rest) return expression;
    throw fault(
      isComparison(rest)
        ? toTranslate('Comparisons cannot be put in a row: join two of them by &&.')
        : toTranslate('"{0}" stands where only && or || could: is one of them missing before it?'),
      [this.written(rest)],
      rest,
    );
  }

  private either(): Expression {
    return this.joined('||', 'or', () => this.both());
  }

  private both(): Expression {
    return this.joined('&&', 'and', () => this.negated());
  }

  private joined(sign: Sign, kind: 'and' | 'or', term: () => Expression): Expression {
    const terms = [term()];
    while (this.take(sign)) terms.push(term());
    return terms.length === 1 ? terms[0] : { kind, terms };
  }

  private negated(): Expression {
    const sign = this.take('!');
    return sign ? this.deeper(sign, () => ({ kind: 'not', term: this.negated() })) : this.single();
  }

  private single(): Expression {
    const open = this.take('(');
    if (!open) return this.compared();
    const inner = this.deeper(open, () => this.either());
    if (!this.take(')')) throw fault(toTranslate('The bracket that begins here is not closed.'), [], open);
    return inner;
  }

  private deeper(at: Token, inner: () => Expression): Expression {
    if (++this.level > MOST_LEVELS)
      throw fault(toTranslate('Brackets and negations lie in each other at most {0} times.'), [`${MOST_LEVELS}`], at);
    const expression = inner();
    this.level--;
    return expression;
  }

  private compared(): Expression {
    const left = this.operand();
    const after = this.tokens.at(this.next + 1);
    const isNegated = isSign(this.peek(), '!') && isComparison(after) && isWordy(after);
    if (isNegated) this.next++;
    const comparison = this.peek();
    if (!isComparison(comparison)) return { kind: 'holds', operand: left };
    this.next++;
    const right = comparison.sign === 'in' ? this.list() : [this.operand()];
    const expression: Expression = { kind: 'comparison', comparison: comparison.sign, left, right };
    return isNegated ? { kind: 'not', term: expression } : expression;
  }

  private list(): Operand[] {
    const open = this.take('[');
    if (!open) throw fault(toTranslate('After "in" comes a list: in ["lstm", "gru"].'), [], this.peek() ?? this.end());
    const operands = [this.operand()];
    while (this.take(',')) operands.push(this.operand());
    if (!this.take(']')) throw fault(toTranslate('The list that begins here is not closed.'), [], open);
    return operands;
  }

  private operand(): Operand {
    const token = this.peek();
    if (!token)
      throw fault(toTranslate('Something is missing at the end: a key, a number or a text in quotes.'), [], this.end());
    if (token.kind === 'sign')
      throw fault(
        toTranslate('A key, a number or a text in quotes is missing before "{0}".'),
        [this.written(token)],
        token,
      );
    this.next++;
    return token;
  }

  private peek(): Token | undefined {
    return this.tokens.at(this.next);
  }

  private take(sign: Sign): Token | undefined {
    const token = this.peek();
    if (!isSign(token, sign)) return undefined;
    this.next++;
    return token;
  }

  private written({ at, length }: ExpressionPlace): string {
    return this.text.slice(at, at + length);
  }

  private end(): ExpressionPlace {
    return { at: this.text.trimEnd().length, length: 1 };
  }
}

const fault = (text: string, values: string[], { at, length }: ExpressionPlace): ExpressionFault =>
  new ExpressionFault(text, values, { at, length });

const isSign = (token: Token | undefined, sign: Sign): boolean => token?.kind === 'sign' && token.sign === sign;

const isComparison = (token: Token | undefined): token is Token & { kind: 'sign'; sign: Comparison } =>
  token?.kind === 'sign' && COMPARISONS.has(token.sign);

const isWordy = ({ sign }: { sign: Comparison }): boolean => WORDY.has(sign);
