// The prompts that runs have gone on with, as the workspace's memory keeps them.
import type * as vscode from 'vscode';
import { LONGEST_TEXT } from '../asking/question';
import { listOf, object, text } from '../views/requestChecks';

const NAME = 'nlpLab.generate.prompts';
const MOST = 50;

export const arePrompts = object<{ prompts: string[] }>({ prompts: listOf(text(LONGEST_TEXT), 0, MOST) });

/** The latest first; none where what is kept is not ours. */
export function promptsIn(memory: vscode.Memento): string[] {
  const kept = { prompts: memory.get<unknown>(NAME, []) };
  return arePrompts(kept) ? kept.prompts : [];
}

export const keepPrompts = async (memory: vscode.Memento, prompts: string[]): Promise<void> =>
  memory.update(NAME, prompts);
