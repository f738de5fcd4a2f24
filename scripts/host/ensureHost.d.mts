export interface Host {
  node: string;
  server: string;
  version: string;
}
/** The VS Code host's Node and server script; installs them first where they are missing. */
export function ensureHost(): Promise<Host>;
