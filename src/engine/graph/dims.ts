// Axis lengths that may not be known until a program runs. A dimension is a number or a polynomial over named axes,
// such as `batch` or `batch*time`, kept in one canonical spelling so that equality of strings is equality of lengths.

/** A fixed length, or the canonical spelling of a polynomial over axis names. */
export type Dim = number | string;

/** Axis lengths of a tensor, outermost first. */
export type Shape = readonly Dim[];

/** Monomial (axis names sorted, joined by `*`; '' for the constant) to integer coefficient. */
type Polynomial = Map<string, number>;

function parse(dim: Dim): Polynomial {
  if (typeof dim === 'number') return new Map([['', dim]]);
  const terms: Polynomial = new Map();
  for (const term of dim.split('+')) {
    const factors = term.split('*');
    const coefficient = /^-?\d+$/.test(factors[0]) ? Number(factors.shift()) : 1;
    terms.set(factors.join('*'), coefficient);
  }
  return terms;
}

function spell(polynomial: Polynomial): Dim {
  const terms = [...polynomial].filter(([, coefficient]) => coefficient !== 0);
  if (terms.length === 0) return 0;
  if (terms.length === 1 && terms[0][0] === '') return terms[0][1];
  terms.sort(([a], [b]) => (a < b ? 1 : -1)); // the constant term last
  return terms.map(([names, c]) => (names === '' ? `${c}` : c === 1 ? names : `${c}*${names}`)).join('+');
}

export function addDims(a: Dim, b: Dim): Dim {
  const sum = parse(a);
  for (const [names, coefficient] of parse(b)) sum.set(names, (sum.get(names) ?? 0) + coefficient);
  return spell(sum);
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  const product: Polynomial = new Map();
  for (const [namesA, coefficientA] of parse(a))
    for (const [namesB, coefficientB] of parse(b)) {
      const names = [namesA, namesB].filter(Boolean).join('*').split('*').sort().join('*');
      product.set(names, (product.get(names) ?? 0) + coefficientA * coefficientB);
    }
  return spell(product);
}

export function sizeOf(shape: Shape): Dim {
  return shape.reduce(multiplyDims, 1);
}

/** The terms of a dimension, for whoever computes it from axis lengths: coefficient times the named axes. */
export function termsOf(dim: Dim): { coefficient: number; axes: string[] }[] {
  return [...parse(dim)].map(([names, coefficient]) => ({ coefficient, axes: names === '' ? [] : names.split('*') }));
}

/** The length of `dim` once the named axes are known. Throws on an axis that is not in `lengths`. */
export function evaluateDim(dim: Dim, lengths: ReadonlyMap<string, number>): number {
  if (typeof dim === 'number') return dim;
  let sum = 0;
  for (const { coefficient, axes } of termsOf(dim)) {
    let product = coefficient;
    for (const axis of axes) {
      const length = lengths.get(axis);
      if (length === undefined) throw new Error(`The length of axis "${axis}" is not known.`);
      product *= length;
    }
    sum += product;
  }
  return sum;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}
