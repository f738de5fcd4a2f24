// Themes of VS Code, by their names in settings: the name in the theme picker, and the class that the workbench wears.

export const THEMES = {
  'Dark Modern': { label: 'Dark Modern', kind: 'vs-dark' },
  'Light Modern': { label: 'Light Modern', kind: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', kind: 'hc-light' },
} as const;

export type Theme = keyof typeof THEMES;
