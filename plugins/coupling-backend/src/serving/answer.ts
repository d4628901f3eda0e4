import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import type { Answerer } from './Answerer';
import { exportFindings } from './findings/exportFindings';
import type { Answer, Question, Questions } from './questions';
import type { Audience } from './visibility';

/** The answer to a question as it goes over the wire: JSON, or the file that was asked for. */
export function answer(
  answerer: Answerer,
  question: Question,
  audience: Audience,
): Answer {
  const { operation, query, info } = question;
  const method = answerer[operation] as (
    of: unknown,
    to: Audience,
    at: Question['info'],
  ) => unknown;
  const result = method.call(answerer, query, audience, info);
  if (operation === 'exportFindings') {
    const { format } = query as Questions['exportFindings'];
    const file = exportFindings(result as Finding[], format);
    return {
      contentType: file.contentType,
      fileName: file.name,
      body: new TextEncoder().encode(file.text),
    };
  }
  return {
    contentType: 'application/json; charset=utf-8',
    body: new TextEncoder().encode(JSON.stringify(result)),
  };
}
