// Which tokens a conditional random field knows as a whole.

import type { AttributeValues } from '../../../crf/attributes';
import type { Template } from '../../../crf/templates';

/** Those that a template of the token itself has seen; all where there is no such template. */
export function knownTokens(
  templates: readonly Template[],
  tokenColumn: number,
  values: AttributeValues,
): (token: string) => boolean {
  const fields = ['w', `column${tokenColumn}`];
  const own = templates.findIndex(({ references: [first, ...others] }) => {
    const isToken = first !== undefined && first.offset === 0 && fields.includes(first.field);
    return isToken && others.length === 0;
  });
  if (own < 0) return () => true;
  const [before, behind] = templates[own].between ?? ['', ''];
  const known = new Set(values[own]);
  return (token) => known.has(before + token + behind);
}
