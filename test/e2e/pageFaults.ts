// What must never happen in a page of the workbench, noted as it happens.

import type { ConsoleMessage, Page, Request } from 'playwright-core';

const RESOURCES = '.vscode-resource.vscode-cdn.net';

export class PageFaults {
  /** Content-policy violations, as the browser reports them. */
  readonly policyViolations: string[] = [];
  /** Errors thrown in a page or view and caught by nobody. */
  readonly pageErrors: string[] = [];
  /** Addresses asked for outside this machine. */
  readonly foreignRequests: string[] = [];

  constructor(private readonly page: Page) {
    page.on('console', this.onConsole);
    page.on('pageerror', this.onError);
    page.on('requestfinished', this.onRequest);
    page.on('requestfailed', this.onRequest);
  }

  /** Notes nothing more. */
  stop(): void {
    this.page.off('console', this.onConsole);
    this.page.off('pageerror', this.onError);
    this.page.off('requestfinished', this.onRequest);
    this.page.off('requestfailed', this.onRequest);
  }

  private readonly onConsole = (message: ConsoleMessage): void => {
    if (/Content.Security.Policy/i.test(message.text()))
      this.policyViolations.push(`${message.text()} (${message.location().url})`);
  };

  private readonly onError = (error: Error): void => {
    this.pageErrors.push(String(error));
  };

  private readonly onRequest = (request: Request): void => void this.judge(request);

  private async judge(request: Request): Promise<void> {
    const url = new URL(request.url());
    if (!/^(https?|wss?):$/.test(url.protocol) || url.hostname === 'localhost' || url.hostname.endsWith('.localhost'))
      return;
    // Resources of views have made-up hosts and are answered by the workbench's own service worker, unless the view has gone
    // before they are.
    if (url.hostname.endsWith(RESOURCES) && request.failure()?.errorText === 'net::ERR_ABORTED') return;
    const response = await request.response().catch(() => null);
    if (!response?.fromServiceWorker()) this.foreignRequests.push(request.url());
  }
}
