import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { IVO, MARA, decision } from '../__fixtures__/harborDecisions';
import { DecisionDesk } from '../__testUtils__/DecisionDesk';
import { renderPage } from '../__testUtils__/renderPage';
import { BASE_URL, refuse, server } from '../__testUtils__/server';
import { RisksPage } from '../pages/risks';
import { daysAfter, today } from './calendar';
import { sentenceOf } from './sentenceOf';

registerMswTestHooks(server);

const SCRIPT = ['javascript', 'alert(1)'].join(':');
beforeEach(() => window.sessionStorage.clear());

/** Opens a finding over the list of risks; its decisions are taken at the desk. */
async function open(desk: DecisionDesk, id = 'hub-4a1c') {
  server.use(...desk.handlers);
  renderPage(<RisksPage />, `/?finding=${id}`);
  return section();
}

async function section() {
  return within(await screen.findByRole('region', { name: 'Decisions' }));
}

const accept = async (part: Awaited<ReturnType<typeof section>>) => {
  await userEvent.click(
    await part.findByRole('button', { name: 'Accept until…' }),
  );
  return within(part.getByRole('form', { name: 'Accept until' }));
};

describe('why a finding stands so', () => {
  it.each([
    [
      'Accepted until 2027-03-31 by user:default/mara: known.',
      'Accepted until 31 Mar 2027 by mara: known.',
    ],
    ['Assigned to group:default/checkout', 'Assigned to checkout.'],
    [
      'Assigned to group:default/checkout. It was due 2026-10-01',
      'Assigned to checkout. It was due 1 Oct 2026.',
    ],
    ['Put off: 2026-99-99?', 'Put off: 2026-99-99?'],
  ])('reads as a sentence: %s', (because, sentence) => {
    expect(sentenceOf({ because })).toBe(sentence);
  });
});

describe('decisions about a finding', () => {
  it('are none at first, and the acts are those that the reader may take', async () => {
    const part = await open(new DecisionDesk([], ['accept', 'comment']));
    expect(await part.findByText('Undecided')).toBeVisible();
    const acts = part.getByRole('group', { name: 'Decide' });
    expect(
      within(acts)
        .getAllByRole('button')
        .map(each => each.textContent),
    ).toEqual(['Accept until…', 'Comment']);
  });

  it('are taken with what was typed, and the list of risks is read again', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    const form = await accept(part);
    expect(form.getByRole('textbox', { name: 'Reason' })).toHaveFocus();
    await userEvent.keyboard('known since March');
    await userEvent.type(
      form.getByRole('textbox', { name: 'Approved by (if any)' }),
      'Mara, group:default/board',
    );
    await userEvent.click(form.getByRole('button', { name: 'Accept' }));

    expect(await part.findByText('Accepted')).toBeVisible();
    expect(desk.received).toEqual([
      {
        id: expect.stringMatching(/^[A-Za-z0-9_-]{8,100}$/),
        after: 0,
        body: {
          kind: 'accept',
          reason: 'known since March',
          until: daysAfter(today(), 90),
          approvedBy: ['Mara', 'group:default/board'],
        },
      },
    ]);
    const history = part.getByRole('list', { name: /oldest first/ });
    expect(history).toHaveTextContent(
      /mara\.lindqvist accepted until .*: known since March/,
    );
    expect(history).toHaveTextContent(/seen at critical, reach 48/);
    await waitFor(() =>
      expect(part.getByRole('button', { name: 'Accept until…' })).toHaveFocus(),
    );
    expect(part.getByText('Decided. It stands: Accepted.')).toBeInTheDocument();
  });

  it('say what is missing at the field that misses it, and send nothing', async () => {
    const desk = new DecisionDesk();
    const form = await accept(await open(desk));
    await userEvent.clear(form.getByLabelText('Until'));
    await userEvent.click(form.getByRole('button', { name: 'Accept' }));
    const reason = form.getByRole('textbox', { name: 'Reason' });
    expect(reason).toHaveFocus();
    expect(reason).toBeInvalid();
    expect(reason).toHaveAccessibleDescription('Reason is needed');
    expect(form.getByLabelText('Until')).toHaveAccessibleDescription(
      'Until is needed',
    );
    expect(desk.received).toEqual([]);
  });

  it('keep to what the policy allows of an acceptance', async () => {
    const desk = new DecisionDesk();
    desk.acceptance = { maxDays: 30, secondPerson: true };
    const form = await accept(await open(desk));
    const until = form.getByLabelText('Until');
    expect(until).toHaveValue(daysAfter(today(), 30));
    await userEvent.clear(until);
    await userEvent.type(until, daysAfter(today(), 31));
    await userEvent.click(form.getByRole('button', { name: 'Accept' }));
    expect(until).toHaveAccessibleDescription(/allows 30 days/);
    expect(
      form.getByRole('textbox', { name: 'Approved by' }),
    ).toHaveAccessibleDescription(
      'Approved by is needed Somebody else than you',
    );
    expect(desk.received).toEqual([]);
  });

  it('show the words of the backend when it refuses, and keep the text', async () => {
    const desk = new DecisionDesk();
    desk.refuse(400, 'It would be over already');
    const form = await accept(await open(desk));
    await userEvent.keyboard('known{Control>}{Enter}{/Control}');
    const refusal = await form.findByRole('alert');
    expect(refusal).toHaveTextContent('Not decided: It would be over already');
    expect(refusal).toHaveFocus();
    expect(form.getByRole('textbox', { name: 'Reason' })).toHaveValue('known');
  });

  it('are decided once when the answer gets lost, by one id', async () => {
    const desk = new DecisionDesk();
    desk.loseAnswers(1);
    const part = await open(desk);
    await accept(part);
    await userEvent.keyboard('known{Control>}{Enter}{/Control}');
    expect(
      await part.findByText('Accepted', {}, { timeout: 4_000 }),
    ).toBeVisible();
    expect(desk.received).toHaveLength(2);
    expect(desk.received[1]).toEqual(desk.received[0]);
    expect(desk.items).toHaveLength(1);
  });

  it('tell what somebody else decided meanwhile, lose no word, and decide over it when asked to', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    const form = await accept(part);
    await userEvent.keyboard('known since March');
    desk.decideElsewhere(IVO, {
      kind: 'assign',
      team: 'group:default/payments',
      due: '2026-12-24',
    });
    await userEvent.click(form.getByRole('button', { name: 'Accept' }));

    const told = await form.findByRole('alert');
    expect(told).toHaveTextContent(
      /ivo\.brandt assigned to payments, by 24 Dec 2026/,
    );
    expect(told).toHaveTextContent(/Yours was not kept/);
    expect(told).toHaveFocus();
    expect(form.getByRole('textbox', { name: 'Reason' })).toHaveValue(
      'known since March',
    );
    expect(desk.items).toHaveLength(1);

    await userEvent.click(form.getByRole('button', { name: 'Decide anyway' }));
    await waitFor(() => expect(desk.items).toHaveLength(2));
    expect(desk.received.map(({ after }) => after)).toEqual([0, 1]);
    expect(await part.findByText('Accepted')).toBeVisible();
  });

  it('are taken back after a second word, and stay in the history, struck through', async () => {
    const desk = new DecisionDesk([
      decision({
        id: 'decision-1',
        position: 1,
        body: { kind: 'accept', reason: 'known', until: '2027-01-31' },
      }),
    ]);
    const part = await open(desk);
    await userEvent.click(
      await part.findByRole('button', { name: 'Take back' }),
    );
    const form = within(part.getByRole('form', { name: 'Take back' }));
    expect(form.getByText('accepted until 31 Jan 2027: known')).toBeVisible();
    expect(desk.received).toEqual([]);
    await userEvent.click(form.getByRole('button', { name: 'Take it back' }));

    expect(await part.findByText('Undecided')).toBeVisible();
    expect(desk.received[0].body).toEqual({
      kind: 'withdraw',
      of: 'decision-1',
    });
    const [first, second] = within(
      part.getByRole('list', { name: /oldest first/ }),
    ).getAllByRole('listitem');
    expect(first.querySelector('s')).toHaveTextContent(
      'taken back since: accepted until 31 Jan 2027: known',
    );
    expect(second.querySelector('s')).toBeNull();
  });

  it('need a second person for a dispute, who agrees with that dispute', async () => {
    const dispute = decision({
      id: 'dispute-1',
      position: 1,
      by: IVO,
      body: { kind: 'dispute', reason: 'a test system' },
    });
    const desk = new DecisionDesk([dispute], ['second', 'comment']);
    const part = await open(desk);
    await userEvent.click(await part.findByRole('button', { name: 'Agree' }));
    const form = within(part.getByRole('form', { name: 'Agree' }));
    expect(form.getByText('disputed: a test system')).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Agree' }));
    expect(await part.findByText('Not a risk')).toBeVisible();
    expect(desk.received[0].body).toEqual({ kind: 'second', of: 'dispute-1' });
  });

  it('assign to a group of the catalog, those of the finding first', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    await userEvent.click(await part.findByRole('button', { name: 'Assign' }));
    const form = within(part.getByRole('form', { name: 'Assign' }));
    const team = form.getByRole('combobox', { name: 'Team' });
    await within(team).findByRole('option', { name: 'Fulfilment' });
    const named = within(team).getByRole('group', {
      name: 'Named in the finding',
    });
    expect(
      within(named).getByRole('option', { name: 'Runtime Platform' }),
    ).toBeInTheDocument();
    expect(
      within(named).queryByRole('option', { name: 'Fulfilment' }),
    ).not.toBeInTheDocument();
    await userEvent.selectOptions(team, 'Fulfilment');
    await userEvent.click(form.getByRole('button', { name: 'Assign' }));
    await waitFor(() => expect(desk.received).toHaveLength(1));
    expect(desk.received[0].body).toEqual({
      kind: 'assign',
      team: 'group:default/fulfilment',
      due: daysAfter(today(), 30),
    });
  });

  it('plan one of the interventions, or something else', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    await userEvent.click(await part.findByRole('button', { name: 'Plan' }));
    const form = within(part.getByRole('form', { name: 'Plan' }));
    await userEvent.click(
      form.getByRole('radio', { name: 'Slow the push to 10 min' }),
    );
    await userEvent.type(form.getByRole('textbox', { name: /Ticket/ }), SCRIPT);
    await userEvent.click(form.getByRole('button', { name: 'Plan' }));
    expect(form.getByText('It has to begin with https://')).toBeVisible();
    expect(desk.received).toEqual([]);
    await userEvent.clear(form.getByRole('textbox', { name: /Ticket/ }));
    await userEvent.click(form.getByRole('radio', { name: 'Something else' }));
    await userEvent.type(
      form.getByRole('textbox', { name: 'What is done' }),
      'Buy another one',
    );
    await userEvent.click(form.getByRole('button', { name: 'Plan' }));
    await waitFor(() => expect(desk.received).toHaveLength(1));
    expect(desk.received[0].body).toEqual({
      kind: 'plan',
      move: 'Buy another one',
    });
  });

  it('merge into another finding that is searched for, never into itself', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    await userEvent.click(
      await part.findByRole('button', { name: 'Merge into…' }),
    );
    const form = within(part.getByRole('form', { name: 'Merge into' }));
    await form.findByRole('radio', { name: /status-page and pager/ });
    expect(
      form.queryByRole('radio', { name: /config-push fells 48/ }),
    ).not.toBeInTheDocument();
    await userEvent.type(form.getByRole('searchbox'), 'fraud{Enter}');
    await userEvent.click(
      await form.findByRole('radio', { name: /fraud-api: 3 consuming/ }),
    );
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason' }),
      'same cause',
    );
    await userEvent.click(form.getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(desk.received).toHaveLength(1));
    expect(desk.received[0].body).toMatchObject({
      kind: 'merge',
      into: expect.any(String),
      reason: 'same cause',
    });
    expect(desk.received[0].body.into).not.toBe('hub-4a1c');
  });

  it('split into a part on each line, two or more', async () => {
    const desk = new DecisionDesk();
    const part = await open(desk);
    await userEvent.click(await part.findByRole('button', { name: 'Split' }));
    const form = within(part.getByRole('form', { name: 'Split' }));
    const parts = form.getByRole('textbox', { name: 'Parts' });
    await userEvent.type(parts, 'the push{Enter}');
    await userEvent.type(form.getByRole('textbox', { name: 'Reason' }), 'two');
    await userEvent.click(form.getByRole('button', { name: 'Split' }));
    expect(parts).toHaveAccessibleDescription(/Two parts or more/);
    await userEvent.type(parts, '{Enter}the flags');
    await userEvent.click(form.getByRole('button', { name: 'Split' }));
    await waitFor(() => expect(desk.received).toHaveLength(1));
    expect(desk.received[0].body.parts).toEqual(['the push', 'the flags']);
  });

  it('keep what was typed when the form is closed by Escape; the drawer stays', async () => {
    const part = await open(new DecisionDesk());
    await accept(part);
    await userEvent.keyboard('half a sen{Escape}');
    expect(part.queryByRole('form')).not.toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeVisible();
    const again = await accept(part);
    expect(again.getByRole('textbox', { name: 'Reason' })).toHaveValue(
      'half a sen',
    );
    await userEvent.click(again.getByRole('button', { name: 'Cancel' }));
    const fresh = await accept(part);
    expect(fresh.getByRole('textbox', { name: 'Reason' })).toHaveValue('');
  });

  it('are to be read and nothing more without the permission, and it says which one', async () => {
    const desk = new DecisionDesk(
      [
        decision({
          id: 'decision-1',
          position: 1,
          reviewId: 'review-7',
          body: { kind: 'accept', reason: 'known', until: '2027-01-31' },
        }),
      ],
      [],
    );
    const part = await open(desk);
    expect(await part.findByText('coupling.decision.create')).toBeVisible();
    expect(part.queryByRole('group', { name: 'Decide' })).toBeNull();
    expect(part.getByRole('link', { name: 'in a review' })).toHaveAttribute(
      'href',
      '/coupling/reviews?review=review-7',
    );
  });

  it('that are written by the analysis are said to be so', async () => {
    const desk = new DecisionDesk([
      decision({
        id: 'decision-1',
        position: 1,
        body: { kind: 'accept', reason: 'known', until: '2027-01-31' },
      }),
      decision({
        id: 'lapse-decision-1',
        position: 2,
        by: 'system',
        body: {
          kind: 'lapse',
          of: 'decision-1',
          because: 'severity high, then critical',
        },
      }),
    ]);
    const part = await open(desk);
    const history = await part.findByRole('list', { name: /oldest first/ });
    expect(history).toHaveTextContent(
      /the analysis lapsed: severity high, then critical/,
    );
  });

  it('show what people wrote as text, whatever it holds, and cut what is long', async () => {
    const hostile = '<img src=x onerror="window.hit = 1"><b>bold</b>\u202e';
    const desk = new DecisionDesk([
      decision({
        id: 'decision-1',
        position: 1,
        by: `user:default/${hostile}`,
        body: { kind: 'accept', reason: hostile, until: hostile },
      }),
      decision({
        id: 'decision-2',
        position: 2,
        body: {
          kind: 'plan',
          move: `${hostile}${'x'.repeat(100_000)}`,
          link: SCRIPT,
        },
      }),
    ]);
    const part = await open(desk);
    const history = await part.findByRole('list', { name: /oldest first/ });
    expect(history.querySelector('img, b')).toBeNull();
    expect(history).toHaveTextContent(/<img src=x onerror/);
    expect(history.textContent!.length).toBeLessThan(2_000);
    for (const link of history.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^\//);
    }
    await userEvent.click(
      within(history).getByRole('button', { name: 'All of it' }),
    );
    expect(history.textContent!.length).toBeGreaterThan(100_000);
    expect((window as { hit?: number }).hit).toBeUndefined();
  });

  it('show the newest of many, the others at a word', async () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      decision({
        id: `decision-${i}`,
        position: i + 1,
        at: '2026-11-02T09:30:00.000Z',
        by: MARA,
        body: { kind: 'comment', text: `remark ${i}` },
      }),
    );
    const part = await open(new DecisionDesk(many));
    expect(await part.findByText('remark 39')).toBeVisible();
    expect(part.queryByText('remark 0')).not.toBeInTheDocument();
    await userEvent.click(
      part.getByRole('button', { name: '34 earlier decisions' }),
    );
    expect(part.getByText('remark 0')).toBeVisible();
  });

  it('that cannot be read are an error of their own; the finding is still there', async () => {
    refuse('/v1/findings/hub-4a1c/decisions', 400, 'the journal is away');
    renderPage(<RisksPage />, '/?finding=hub-4a1c');
    const dialog = await screen.findByRole('dialog', {
      name: /config-push fells 48/,
    });
    expect(
      await within(dialog).findByText('the journal is away'),
    ).toBeVisible();
    expect(within(dialog).getByRole('region', { name: 'Why' })).toBeVisible();
  });

  it('are on their way at first', async () => {
    server.use(
      http.get(`${BASE_URL}/v1/findings/:id/decisions`, async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    renderPage(<RisksPage />, '/?finding=hub-4a1c');
    const part = await screen.findByRole('region', { name: 'Decisions' });
    expect(
      within(part).getByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });
});
