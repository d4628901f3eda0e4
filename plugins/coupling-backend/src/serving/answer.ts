import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import type { AnswerCache } from './AnswerCache';
import type { Answerer } from './Answerer';
import { exportFindings } from './findings/exportFindings';
import type { Answer, Question, Questions } from './questions';
import type { Audience } from './visibility';

/**
 * The answer to a question as it goes over the wire: JSON, or the file that was asked for.
 *
 * @param cache - what was answered before to the same audience
 */
export function answer(
  answerer: Answerer,
  question: Question,
  audience: Audience,
  cache: AnswerCache,
): Answer {
  const { operation, query, info } = question;
  const method = answerer[operation] as (of: unknown, to: Audience) => unknown;
  const work = () => method.call(answerer, query, audience);

  if (operation === 'exportFindings') {
    const { format } = query as Questions['exportFindings'];
    const file = exportFindings(work() as Finding[], format);
    return {
      contentType: file.contentType,
      fileName: file.name,
      body: new TextEncoder().encode(file.text),
    };
  }
  const key = JSON.stringify([operation, query]);
  const text = cache.get(key, () => JSON.stringify(work()));
  return {
    contentType: 'application/json; charset=utf-8',
    body: new TextEncoder().encode(
      operation === 'getOverview' ? withAge(text, info) : text,
    ),
  };
}

/** The overview as JSON text, with what is said of the analysis at this moment: its age is all that changes. */
function withAge(overview: string, info: Question['info']): string {
  return info
    ? `{"analysis":${JSON.stringify(info)},${overview.slice(1)}`
    : overview;
}
