export function yearOfHarbor(options: {
  env: NodeJS.ProcessEnv;
  dataDir: string;
}): Promise<string>;
export function observationsAt(path: string): string;
