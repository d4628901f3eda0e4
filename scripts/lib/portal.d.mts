export interface PortalOptions {
  env: NodeJS.ProcessEnv;
  port: number;
  dataDir: string;
  title?: string;
  catalog?: { locations: object[]; kinds: string[] };
  config?: Record<string, unknown>;
}

export interface Portal {
  readonly url: string;
  readonly logFile: string;
  readonly exited: Promise<number | string>;
  get(path: string): Promise<unknown>;
  post(path: string): Promise<unknown>;
  ready(): Promise<void>;
  catalogLoaded(expected?: number): Promise<{ count: number }>;
  analysed(): Promise<{ entities: number; couplings: number; teams: number }>;
}

export function freePort(port: number): Promise<number>;
export function startPortal(options: PortalOptions): Portal;
