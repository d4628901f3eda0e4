export interface PortalOptions {
  env: NodeJS.ProcessEnv;
  port: number;
  dataDir: string;
  title?: string;
  catalog?: { locations: object[]; kinds: string[] };
  /** A file or folder of JSON lines. */
  observations?: string;
  config?: Record<string, unknown>;
}

export interface Portal {
  readonly url: string;
  readonly logFile: string;
  /** Settles when the portal has ended, for whatever reason. */
  readonly exited: Promise<unknown>;
  get(path: string): Promise<any>;
  post(path: string, body?: string): Promise<any>;
  ready(): Promise<void>;
  catalogLoaded(expected?: number): Promise<{ count: number }>;
  observed(): Promise<{ observations: number; problems: string[] }>;
  analysed(): Promise<{ entities: number; couplings: number; teams: number }>;
}

export function freePort(port: number): Promise<number>;
export function startPortal(options: PortalOptions): Portal;
