// The changes that a mutant may be: for each place of a program's text, what may stand there instead. Texts for people are left
// alone, and so are types.

import ts from 'typescript';

export interface Change {
  kind:
    'boundary' | 'negation' | 'condition' | 'logic' | 'arithmetic' | 'boolean' | 'statement' | 'return' | 'constant';
  /** What stands there instead of the expression; undefined: a statement is taken away. */
  to?: string;
}

/** By operator, the ones that take its place. */
const OPERATORS: Readonly<Record<string, readonly [Change['kind'], string][]>> = {
  '<': [
    ['boundary', '<='],
    ['negation', '>='],
  ],
  '<=': [
    ['boundary', '<'],
    ['negation', '>'],
  ],
  '>': [
    ['boundary', '>='],
    ['negation', '<='],
  ],
  '>=': [
    ['boundary', '>'],
    ['negation', '<'],
  ],
  '===': [['negation', '!==']],
  '!==': [['negation', '===']],
  '&&': [['logic', '||']],
  '||': [['logic', '&&']],
  '??': [['logic', '&&']],
  '+': [['arithmetic', '-']],
  '-': [['arithmetic', '+']],
  '*': [['arithmetic', '/']],
  '/': [['arithmetic', '*']],
  '%': [['arithmetic', '*']],
  '**': [['arithmetic', '*']],
  '<<': [['arithmetic', '>>']],
  '>>': [['arithmetic', '<<']],
  '+=': [['arithmetic', '-=']],
  '-=': [['arithmetic', '+=']],
  '*=': [['arithmetic', '/=']],
  '/=': [['arithmetic', '*=']],
  '||=': [['logic', '&&=']],
  '??=': [['logic', '=']],
};

/** Calls whose strings are read by people: the arguments from this one on. */
const TEXTS: Readonly<Record<string, number>> = { toTranslate: 0, attempt: 0, Error: 0, HeaderFault: 0, LabError: 1 };

const isSentence = (text: string): boolean => /\p{L},? +\S|\S +\p{L}/u.test(text);

/** Whether nothing in this place is changed: types, and texts for people. */
export function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isTemplateExpression(node) && isSentence(node.getText())) return true;
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return false;
  return isSentence(node.getText()) || isTold(node);
}

function isTold(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  const from = TEXTS[parent.expression.getText()] as number | undefined;
  return from !== undefined && (parent.arguments?.findIndex((argument) => argument === node) ?? -1) >= from;
}

/** What may stand in place of this expression or statement. */
export function changesOf(node: ts.Node): Change[] {
  return ts.isExpression(node) ? [...ofCondition(node), ...ofReturned(node), ...ofExpression(node)] : ofStatement(node);
}

function ofStatement(node: ts.Node): Change[] {
  const isDone = ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression);
  const isLeft = ts.isReturnStatement(node) && node.expression === undefined;
  return isDone || isLeft || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node)
    ? [{ kind: 'statement' }]
    : [];
}

/** A condition that is always or never met. */
function ofCondition(node: ts.Expression): Change[] {
  const { parent } = node;
  const isBranch =
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
  const isLoop =
    ((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node) ||
    (ts.isForStatement(parent) && parent.condition === node);
  const to = isBranch ? ['true', 'false'] : isLoop ? ['false'] : [];
  return to.map((value) => ({ kind: 'condition', to: value }));
}

function ofReturned(node: ts.Expression): Change[] {
  const { parent } = node;
  const isReturned = ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node);
  const isNothing = ts.isVoidExpression(node) || node.getText() === 'undefined';
  return isReturned && !isNothing ? [{ kind: 'return', to: 'undefined' }] : [];
}

function ofExpression(node: ts.Expression): Change[] {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    const others = OPERATORS[operatorToken.getText()] ?? [];
    if (operatorToken.getText() === '+' && [left, right].some(isText)) return [];
    const [a, b] =
      others[0]?.[0] === 'logic' ? [inBrackets(left), inBrackets(right)] : [left.getText(), right.getText()];
    return others.map(([kind, other]) => ({ kind, to: `${a} ${other} ${b}` }));
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return ofUnary(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ kind: 'boolean', to: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ kind: 'boolean', to: 'true' }];
  if (ts.isNumericLiteral(node)) return [{ kind: 'constant', to: String(Number(node.text) + 1) }];
  if (ts.isBigIntLiteral(node)) return [{ kind: 'constant', to: `${BigInt(node.text.slice(0, -1)) + 1n}n` }];
  if (isText(node) && !isName(node)) return [{ kind: 'constant', to: node.getText().length > 2 ? "''" : "'changed'" }];
  return [];
}

const inBrackets = (node: ts.Expression): string =>
  ts.isBinaryExpression(node) ? `(${node.getText()})` : node.getText();

function ofUnary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Change[] {
  const operand = node.operand.getText();
  if (node.operator === ts.SyntaxKind.ExclamationToken) return [{ kind: 'negation', to: operand }];
  if (node.operator === ts.SyntaxKind.MinusToken) return [{ kind: 'arithmetic', to: operand }];
  const other = { [ts.SyntaxKind.PlusPlusToken]: '--', [ts.SyntaxKind.MinusMinusToken]: '++' } as Record<
    number,
    string
  >;
  const sign = other[node.operator];
  if (sign === undefined) return [];
  return [{ kind: 'arithmetic', to: ts.isPrefixUnaryExpression(node) ? `${sign}${operand}` : `${operand}${sign}` }];
}

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** Of a key, or a tagged template. */
function isName(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) && parent.name === node) || ts.isTaggedTemplateExpression(parent);
}
