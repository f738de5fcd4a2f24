// What axe-core finds wrong in a view.

import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../../scripts/root.mjs';

const AXE = fs.readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

export interface AxeViolation {
  id: string;
  impact: string;
  help: string;
  /** The elements at fault, with axe's reason. */
  nodes: string[];
}

/** @param onlyColors looks at contrasts alone, all that another theme can change */
export async function violationsIn(frame: Frame, onlyColors: boolean): Promise<AxeViolation[]> {
  await frame.evaluate(AXE);
  const options = { resultTypes: ['violations'], ...(onlyColors && { runOnly: COLOR_RULES }) };
  return frame.evaluate(async (how) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: never[] }> } };
    // A view is transparent over the editor's background, which axe cannot see from inside the frame.
    const { style } = document.documentElement;
    const before = style.backgroundColor;
    style.backgroundColor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
    const { violations } = await axe.run(how);
    style.backgroundColor = before;
    type Found = { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] };
    return (violations as Found[]).map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.slice(0, 5).map((node) => `${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
    }));
  }, options);
}
