// Names of variables: those of what a network names, and of everything else that needs one.

import type { Mark } from '../graph/marks';

/** `sourceMask` as Python writes it: `source_mask`. */
export const pythonName = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/\W/g, '_');

/** `lstm0_backward_hidden_state`; of layers that say nothing more than the tensor, the tensor's name alone. */
export function nameOfMark({ name, layer: { kind, part, number, direction } }: Mark): string {
  const isSaid = kind === 'input' || kind === 'output' || kind === 'pooling' || kind === name;
  const layer = isSaid ? '' : `${pythonName(kind)}${number ?? ''}`;
  const way = direction === 'backward' ? 'backward' : '';
  return [part ?? '', layer, way, pythonName(name)].filter(Boolean).join('_');
}

const KEYWORDS = ['lambda', 'and', 'or', 'not', 'in', 'is', 'if', 'for', 'from', 'sum', 'max', 'abs', 'p', 'F'];

/** Gives each name once: the second of one name gets a number. */
export function pythonNames(taken: readonly string[]): (name: string) => string {
  const used = new Set([...taken, ...KEYWORDS]);
  return (wanted) => {
    const name = pythonName(wanted);
    let unique = name;
    for (let i = 2; used.has(unique); i++) unique = `${name}_${i}`;
    used.add(unique);
    return unique;
  };
}
