// In how many ways a part of a regular expression can match nothing: JavaScript's compiler follows each of them, and nothing can
// stop it while it compiles.

/** Of a pattern whose classes and escapes are single characters, those of assertions `^`: the most ways of any of its parts. */
export function mostEmptyWays(bare: string): number {
  const walk: Walk = { bare, at: 0, depth: 0, most: 0 };
  alternatives(walk);
  return walk.most;
}

interface Walk {
  readonly bare: string;
  at: number;
  /** Brackets that are open. */
  depth: number;
  most: number;
}

/** Up to the end of the group: the sum of what its alternatives allow. */
function alternatives(walk: Walk): number {
  let sum = sequence(walk);
  while (walk.bare[walk.at] === '|') {
    walk.at++;
    sum += sequence(walk);
  }
  return sum;
}

/** The product of what its items allow; a character that must be there begins a new product. */
function sequence(walk: Walk): number {
  let whole = 1;
  let run = 1;
  while (walk.at < walk.bare.length && !'|)'.includes(walk.bare[walk.at])) {
    const ways = item(walk);
    whole *= ways;
    run = ways === 0 ? 1 : run * ways;
    walk.most = Math.max(walk.most, run);
  }
  return whole;
}

/** Deeper brackets count as too many ways. */
const DEEPEST = 200;

const LOOKAROUND = /^\(\?<?[=!]/;
const GROUP = /^\((?:\?(?::|<\w+>))?/;

function item(walk: Walk): number {
  const rest = walk.bare.slice(walk.at, walk.at + 80);
  let ways: number;
  if (rest.startsWith('(')) {
    const opening = LOOKAROUND.exec(rest) ?? GROUP.exec(rest);
    walk.at += opening?.[0].length ?? 1;
    if (++walk.depth > DEEPEST) walk.most = Infinity;
    const inner = walk.most === Infinity ? 0 : alternatives(walk);
    walk.depth--;
    walk.at++;
    ways = LOOKAROUND.test(rest) ? 1 : inner;
  } else {
    walk.at++;
    ways = rest.startsWith('^') || rest.startsWith('$') ? 1 : 0;
  }
  return ways + leftOut(walk);
}

/** Reads a quantifier: 1 where what is before it may be left out. */
function leftOut(walk: Walk): number {
  const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})?\??/.exec(walk.bare.slice(walk.at, walk.at + 40)) ?? [''];
  walk.at += quantifier.length;
  return /^(?:[*?]|\{0\b)/.test(quantifier) ? 1 : 0;
}
