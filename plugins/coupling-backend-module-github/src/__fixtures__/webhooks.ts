/** Webhooks as GitHub sends them, without the fields that say the same in other words (addresses, node ids, counts). */

export interface DeploymentParts {
  id?: number;
  state?: string;
  at?: string;
  repository?: string;
  environment?: string;
  isTransient?: boolean;
  task?: string;
  payload?: unknown;
}

const account = (login: string, type = 'User') => ({
  login,
  id: 583231,
  node_id: 'MDQ6VXNlcjU4MzIzMQ==',
  type,
  site_admin: false,
});

function repositoryOf(fullName: string) {
  const [owner, name] = fullName.split('/');
  return {
    id: 1296269,
    node_id: 'MDEwOlJlcG9zaXRvcnkxMjk2MjY5',
    name,
    full_name: fullName,
    private: true,
    owner: account(owner, 'Organization'),
    html_url: `https://github.com/${fullName}`,
    default_branch: 'main',
  };
}

export function deploymentStatus(parts: DeploymentParts = {}) {
  const at = parts.at ?? '2026-03-20T14:27:05Z';
  const environment = parts.environment ?? 'production';
  const repository = repositoryOf(parts.repository ?? 'shop/orders');
  return {
    action: 'created',
    deployment_status: {
      url: `https://api.github.com/repos/${repository.full_name}/deployments/42/statuses/1`,
      id: parts.id ?? 1,
      node_id: 'MDE2OkRlcGxveW1lbnRTdGF0dXMx',
      state: parts.state ?? 'success',
      creator: account('github-actions[bot]', 'Bot'),
      description: '',
      environment,
      target_url: `https://github.com/${repository.full_name}/actions/runs/99`,
      created_at: at,
      updated_at: at,
    },
    deployment: {
      url: `https://api.github.com/repos/${repository.full_name}/deployments/42`,
      id: 42,
      node_id: 'MDEwOkRlcGxveW1lbnQ0Mg==',
      task: parts.task ?? 'deploy',
      original_environment: environment,
      environment,
      description: null,
      created_at: '2026-03-20T14:20:00Z',
      updated_at: at,
      sha: 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d',
      ref: 'main',
      payload: parts.payload ?? {},
      creator: account('github-actions[bot]', 'Bot'),
      transient_environment: parts.isTransient ?? false,
      production_environment: environment === 'production',
    },
    check_run: null,
    workflow: null,
    workflow_run: null,
    repository,
    organization: account('shop', 'Organization'),
    sender: account('github-actions[bot]', 'Bot'),
  };
}

/** What GitHub sends when the deployment begins: the same without a status. */
export function deployment() {
  const { deployment_status: _, ...begun } = deploymentStatus();
  return begun;
}

export interface ReviewParts {
  id?: number;
  action?: string;
  reviewer?: string;
  reviewerType?: string;
  author?: string;
  repository?: string;
}

export function review(parts: ReviewParts = {}) {
  const repository = repositoryOf(parts.repository ?? 'shop/orders');
  return {
    action: parts.action ?? 'submitted',
    review: {
      id: parts.id ?? 7,
      node_id: 'PRR_7',
      user: account(parts.reviewer ?? 'bo-gh', parts.reviewerType),
      body: 'The second call is not needed.',
      commit_id: 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d',
      submitted_at: '2026-03-20T09:12:44Z',
      state: 'changes_requested',
      html_url: `https://github.com/${repository.full_name}/pull/3#pullrequestreview-7`,
      author_association: 'MEMBER',
    },
    pull_request: {
      id: 279147437,
      number: 3,
      state: 'open',
      title: 'Order twice as fast',
      user: account(parts.author ?? 'Ann'),
      created_at: '2026-03-19T08:00:00Z',
      head: { ref: 'fast', sha: 'a84d88e7554fc1fa21bcbc4efae3c782a70d2b9d' },
    },
    repository,
    organization: account('shop', 'Organization'),
    sender: account(parts.reviewer ?? 'bo-gh'),
  };
}
