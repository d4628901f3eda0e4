import { NotFoundError, NotImplementedError } from '@backstage/errors';
import type { ProblemPage } from '@posiwid/backstage-plugin-coupling-common';
import { exportFindings } from './findings/exportFindings';
import { FindingIndex } from './findings/FindingIndex';
import { predicatesOf, select } from './findings/filters';
import { listFindings, selectFindings } from './findings/listFindings';
import { pageOf } from './paging';
import type { Answer, Operation, Question, Questions } from './questions';
import type { ServedSnapshot } from './ServedSnapshot';
import { trendOf } from './trend';
import type { Audience } from './visibility';

const DEFAULT_TREND_WEEKS = 12;

/** How each operation is answered. A new operation is a new line. */
type Answers = {
  [O in Operation]?: (query: Questions[O], audience: Audience) => unknown;
};

/** Answers questions from one snapshot. */
export class Answerer {
  private readonly index: FindingIndex;
  private readonly answers: Answers;

  constructor(private readonly served: ServedSnapshot) {
    this.index = new FindingIndex(served);
    this.answers = {
      listFindings: (query, audience) =>
        listFindings(served, this.index, audience, query),
      getFinding: ({ id }, audience) => this.finding(id, audience),
      listProblems: (query, audience) => this.problems(query, audience),
      getTrend: (query, audience) => ({ points: this.trend(query, audience) }),
    };
  }

  answer(question: Question, audience: Audience): Answer {
    const { operation, query } = question;
    if (operation === 'exportFindings') {
      const { format, ...filters } = query as Questions['exportFindings'];
      const findings = selectFindings(
        this.served,
        this.index,
        audience,
        filters,
      );
      const file = exportFindings(
        findings.map(finding => finding.dto),
        format,
      );
      return {
        contentType: file.contentType,
        fileName: file.name,
        body: encode(file.text),
      };
    }
    const answer = this.answers[operation];
    if (!answer) {
      throw new NotImplementedError(operation);
    }
    return {
      contentType: 'application/json; charset=utf-8',
      body: encode(
        JSON.stringify(
          (answer as (query: unknown, audience: Audience) => unknown)(
            query,
            audience,
          ),
        ),
      ),
    };
  }

  private finding(id: string, audience: Audience) {
    const finding = this.served.findingById.get(id);
    if (!finding || !this.served.maySee(audience, finding)) {
      throw new NotFoundError(`No finding ${id}`);
    }
    return finding.dto;
  }

  private problems(
    query: Questions['listProblems'],
    audience: Audience,
  ): ProblemPage {
    const all = this.served.analysis.problems;
    const visible = this.served.visibleTo(audience);
    const seen = all.filter(({ ref }) =>
      ref === undefined ? audience === 'everything' : visible(ref),
    );
    const text = query.q?.trim().toLocaleLowerCase('en-US') ?? '';
    const found = seen.filter(problem =>
      [problem.message, problem.ref, problem.file, problem.key, problem.code]
        .join('\n')
        .toLocaleLowerCase('en-US')
        .includes(text),
    );
    return { ...pageOf(found, query), hidden: all.length - seen.length };
  }

  private trend(query: Questions['getTrend'], audience: Audience) {
    const { team, children, weeks = DEFAULT_TREND_WEEKS } = query;
    const predicates = predicatesOf({ team, children }, this.index);
    predicates.delete('status');
    const findings = select(this.served.findingsFor(audience), predicates);
    return trendOf(findings, this.served.times, weeks);
  }
}

function encode(text: string): Uint8Array {
  // A copy of its own, so that it can be handed to another thread.
  return new TextEncoder().encode(text);
}
