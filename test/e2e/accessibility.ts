// What axe-core finds wrong in a view.

import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../../scripts/root.mjs';

const AXE = fs.readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export interface AxeViolation {
  id: string;
  impact: string;
  help: string;
  /** The elements at fault, with axe's reason. */
  nodes: string[];
}

export async function violationsIn(frame: Frame): Promise<AxeViolation[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: never[] }> } };
    // A view is transparent over the editor's background, which axe cannot see from inside the frame.
    const { style } = document.documentElement;
    const before = style.backgroundColor;
    style.backgroundColor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
    const { violations } = await axe.run({ resultTypes: ['violations'] }); // what passes is not written down
    style.backgroundColor = before;
    type Found = { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] };
    return (violations as Found[]).map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.slice(0, 5).map((node) => `${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
    }));
  });
}
