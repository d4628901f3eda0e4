export function buildPages(env: NodeJS.ProcessEnv): Promise<void>;
