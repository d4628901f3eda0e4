import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { act, screen, waitFor } from '@testing-library/react';
import { MARA } from '../__fixtures__/harborDecisions';
import { DecisionDesk } from '../__testUtils__/DecisionDesk';
import { testClient } from '../__testUtils__/renderPage';
import { recordQueries, server } from '../__testUtils__/server';
import { useDecisions } from '../decision/useDecide';
import { CouplingProvider } from './CouplingProvider';
import { couplingApiRef } from './couplingApiRef';
import { useFindings } from './queries';
import { DECISIONS_CHANNEL } from './useFreshDecisions';

registerMswTestHooks(server);

const ID = 'hub-4a1c';

/** Sends to whoever has subscribed, as the portal's socket does. */
class Signals implements SignalApi {
  private readonly subscribers = new Map<string, Set<(message: any) => void>>();

  subscribe(channel: string, onMessage: (message: any) => void) {
    const those = this.subscribers.get(channel) ?? new Set();
    this.subscribers.set(channel, those.add(onMessage));
    return { unsubscribe: () => those.delete(onMessage) };
  }

  send(message: object) {
    act(() => {
      this.subscribers.get(DECISIONS_CHANNEL)?.forEach(each => each(message));
    });
  }
}

function Standing() {
  useFindings({ limit: 1 });
  return <output>{useDecisions(ID).data?.standing.state}</output>;
}

it('an open page shows what others decide, and reads lists again once for many decisions', async () => {
  const desk = new DecisionDesk();
  server.use(...desk.handlers);
  const lists = recordQueries('/v1/findings?');
  const about = recordQueries(`/v1/findings/${ID}/decisions`);
  const signals = new Signals();
  renderInTestApp(
    <CouplingProvider>
      <Standing />
    </CouplingProvider>,
    {
      apis: [
        [couplingApiRef, testClient()],
        [signalApiRef, signals],
      ],
    },
  );
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('undecided'),
  );
  const accept = { kind: 'accept', reason: 'known', until: '2099-01-01' };
  desk.decideElsewhere(MARA, accept as never);
  signals.send({ findingId: ID, position: 1 });
  signals.send({ findingId: 'another', position: 1 });
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('accepted'),
  );
  await waitFor(() => expect(lists).toHaveLength(2), { timeout: 5_000 });
  // What is on screen already is not asked for.
  signals.send({ findingId: ID, position: 1 });
  expect(about).toHaveLength(2);
});
