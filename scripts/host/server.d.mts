import type { Host } from './ensureHost.mjs';

export interface ServerOptions {
  host: Host;
  /** Packaged extensions to install first. */
  vsix?: string[];
  /** User settings, on top of those that keep the editor still. */
  settings?: Record<string, unknown>;
  /** Keys of the user's own, by names of commands. */
  keybindings?: { key: string; command: string }[];
  environment?: Record<string, string>;
  /** A folder to keep between starts; without it a temporary one, which is also HOME. */
  profile?: string;
  port?: number;
  /** Of the editor's own extensions these alone. */
  builtin?: string[];
  testDriver?: boolean;
  /** Folders are not trusted until a person says so. */
  asksForTrust?: boolean;
  showsReadme?: boolean;
}

export interface Server {
  /** Of its addresses: `http://localhost:8000`. */
  origin: string;
  folder: string;
  ended: Promise<unknown>;
  url(workspace: string, payload?: [string, string][]): string;
  remote(file: string): string;
  /** Changes user settings while the editor runs: the given ones on top of those it was started with. */
  writeSettings(more: Record<string, unknown>): void;
  stop(): Promise<void>;
}

export const QUIET_SETTINGS: Record<string, unknown>;
export const FEW_EXTENSIONS: string[];
export function startServer(options: ServerOptions): Promise<Server>;
