// What is said where the pointer rests. What finds it is loaded when the pointer first rests where there is something to say.
import * as vscode from 'vscode';
import type { Lifetime } from './lifetime';

interface OfferedHover {
  /** Whether there may be something to say of a text; cheap, and asked each time. */
  isShown(document: vscode.TextDocument): boolean;
  load(): Promise<vscode.HoverProvider>;
}

export function offerHover(texts: vscode.DocumentSelector, { isShown, load }: OfferedHover, life: Lifetime): void {
  let loaded: Promise<vscode.HoverProvider> | undefined;
  const provider: vscode.HoverProvider = {
    provideHover: async (document, ...at) =>
      isShown(document) ? (await (loaded ??= load())).provideHover(document, ...at) : undefined,
  };
  life.add(vscode.languages.registerHoverProvider(texts, provider));
}
