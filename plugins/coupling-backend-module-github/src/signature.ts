/** The check of signatures, which the events plugin makes before an event is published. */
import { Webhooks } from '@octokit/webhooks';
import type { RequestValidator } from '@backstage/plugin-events-node';

/** Rejects with 401 what is not signed with the secret; everything where there is none. */
export function signatureValidator(
  secret: string | undefined,
): RequestValidator {
  const webhooks = secret === undefined ? undefined : new Webhooks({ secret });
  return async ({ headers, raw }, context) => {
    const refuse = (message: string) =>
      context.reject({
        status: 401,
        payload: { error: { name: 'AuthenticationError', message } },
      });
    if (!webhooks) {
      refuse('This portal has no coupling.github.secret, so nobody can send');
      return;
    }
    const signature = headers['x-hub-signature-256'];
    const isSigned =
      typeof signature === 'string' &&
      (await webhooks
        .verify(raw.body.toString('utf8'), signature)
        .catch(() => false));
    if (!isSigned) {
      refuse(
        'Expected X-Hub-Signature-256 made with the secret of this webhook',
      );
    }
  };
}
