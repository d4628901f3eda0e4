import { until } from './portalOf';

/** The portal as a program sees it: signed in as its guest, over HTTP, with nothing but fetch. */
export class PortalApi {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(url: string): Promise<PortalApi> {
    const response = await fetch(`${url}/api/auth/guest/refresh`);
    const { backstageIdentity } = await response.json();
    return new PortalApi(url, backstageIdentity.token);
  }

  /** The body of an answer that is one; rejects with what was refused. */
  async send<T = any>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return (
      text === '' || text.startsWith('event:') ? text : JSON.parse(text)
    ) as T;
  }

  get<T = any>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  /** Decides about a finding after whatever was decided before. */
  async decide(findingId: string, body: object): Promise<void> {
    const path = `coupling/v1/findings/${findingId}/decisions`;
    const { standing } = await this.get(path);
    await this.send('POST', path, {
      id: `between-${Date.now()}-${Math.random().toString(36).slice(2)}`,
      after: standing.position,
      body,
    });
  }

  /** Has a scheduled task of a plugin run now, and waits until it has. */
  async run(plugin: string, taskId: string): Promise<void> {
    const path = `${plugin}/.backstage/scheduler/v1/tasks`;
    const endedAt = async () => {
      const { tasks } = await this.get(path);
      const task = tasks.find((one: { taskId: string }) => {
        return one.taskId === taskId;
      });
      return task?.taskState?.lastRunEndedAt as string | undefined;
    };
    const before = await endedAt();
    // Its ends are told to the second.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await this.send('POST', `${path}/${taskId}/trigger`);
    await until(
      `${taskId} ran`,
      async () => {
        const now = await endedAt();
        return now !== undefined && now !== before;
      },
      180,
    );
  }

  /** One request of the Model Context Protocol, and its result. */
  async mcp<T = any>(method: string, params: object = {}): Promise<T> {
    const text = await this.send<string>(
      'POST',
      'mcp-actions/v1',
      { jsonrpc: '2.0', id: 1, method, params },
      { accept: 'application/json, text/event-stream' },
    );
    const data = text.split('\n').find(line => line.startsWith('data: '))!;
    return JSON.parse(data.slice('data: '.length)).result;
  }
}
