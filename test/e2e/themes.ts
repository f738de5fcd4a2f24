// Themes of VS Code, by their names in settings: the name in the theme picker, and the class that the workbench wears.

import { ofTier } from '../support/tier';

export const THEMES = {
  'Dark Modern': { label: 'Dark Modern', kind: 'vs-dark' },
  'Light Modern': { label: 'Light Modern', kind: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', kind: 'hc-light' },
} as const;

export type Theme = keyof typeof THEMES;

/** That views are looked at in: first the one that suites are in, then the one with borders and dark text. */
export const CHECKED_THEMES: readonly Theme[] = ofTier(
  ['Dark Modern', 'Default High Contrast Light'],
  ['Light Modern', 'Default High Contrast'],
);
