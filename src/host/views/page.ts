// The page of a view: no inline script, no inline style, nothing from elsewhere. Text never goes into it.
import { randomBytes } from 'node:crypto';

export interface PageParts {
  /** `webview.cspSource`: where scripts, styles and fonts of the extension may come from. */
  source: string;
  script: string;
  styles: readonly string[];
  title: string;
  language: string;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * HTML with a policy of its own: a fresh 128-bit nonce for the one script, styles from the extension's folder. The
 * toolkit probes the browser with an empty style element, which it marks with the nonce in `csp-nonce`.
 */
export function page({ source, script, styles, title, language }: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const styleNonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${styleNonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  const links = styles.map((style) => `    <link rel="stylesheet" href="${escape(style)}">`).join('\n');
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${styleNonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
${links}
    <title>${escape(title)}</title>
  </head>
  <body>
    <main id="view"></main>
    <script nonce="${nonce}" src="${escape(script)}"></script>
  </body>
</html>
`;
}
