// The promises of docs/promises.md, and what a night says of each.
/** How a promise is held that the tests of each change prove. */
const EACH = 'each';
const INDENT = ' '.repeat(17);

/**
 * The rows of the tables whose first cell names promises.
 * @param {string} text of the page
 * @returns {{ ids: string[], promise: string, tiers: string[], state: string }[]} `tiers`: when it is proven, empty where no column says so
 */
export function promisesIn(text) {
  return text.split('\n').flatMap((line) => {
    const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
    const ids = cells[0].split(', ');
    if (!ids.every((id) => /^[A-Z]\d+$/.test(id))) return [];
    const tiers = cells.length === 5 ? cells[3].split(', ') : [];
    return [{ ids, promise: cells[1], tiers, state: cells[cells.length - 1] }];
  });
}

/**
 * @param {ReturnType<typeof promisesIn>} promises
 * @param {{ key: string, proves?: string[], failed: number, figures?: string[] }[]} stages those that have run
 * @returns {string[]} of each promise a line: whether this night has proven it, by which stages, and what the page says of it; below it
 * what these measured, but for the tests of each change, which are for many
 */
export function tableOf(promises, stages) {
  return promises.flatMap(({ ids, promise, tiers, state }) => {
    const isOf = ({ proves = [] }) =>
      proves.some((each) => ids.includes(each) || (each === EACH && tiers.includes(EACH)));
    const held = stages.filter(isOf);
    const failed = held.filter((stage) => stage.failed > 0);
    const verdict = held.length === 0 ? 'not run' : failed.length > 0 ? 'FAILED' : 'held';
    const by = (failed.length > 0 ? failed : held).map(({ key }) => key).join(', ');
    const line = [ids.join(', ').padEnd(6), verdict.padEnd(7), promise, by && `[${by}]`, `(${state})`];
    const own = held.filter(({ proves = [] }) => !proves.includes(EACH));
    const measured = own.flatMap(({ key, figures = [] }) => figures.map((words) => `${INDENT}${key}: ${words}`));
    return [line.filter(Boolean).join('  '), ...measured];
  });
}
