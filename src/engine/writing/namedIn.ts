// All that an experiment names, with what the schema says that it is.

import type { Named } from '../../protocol/writing';
import { namedAt, type Written } from './asked';

interface Name {
  named: Named;
  text: string;
}

export function namesIn(root: Written): Name[] {
  const found: Name[] = [];
  const visit = (value: unknown, path: (string | number)[]): void => {
    if (typeof value === 'string') for (const named of namedAt(root, path)) found.push({ named, text: value });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(root, []);
  return found;
}
