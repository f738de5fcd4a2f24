// The prompts that are offered again, the latest first. Pure.

const MOST = 50;

export const withPrompt = (prompts: readonly string[], prompt: string): string[] =>
  prompt.trim() === '' ? [...prompts] : [prompt, ...prompts.filter((other) => other !== prompt)].slice(0, MOST);
