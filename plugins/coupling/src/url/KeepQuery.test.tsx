import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Link,
  MemoryRouter,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from 'react-router-dom';
import { KeepQuery } from './KeepQuery';

function Tabs() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output>{`${pathname}${search}`}</output>
      <Link to="/coupling/overview">Overview</Link>
      <Link to="/coupling/risks">Risks</Link>
      <Link to="/coupling/risks?team=payments">Payments</Link>
      <Link to="/coupling/overview?q=x">All teams</Link>
      <button type="button" onClick={() => navigate(-1)}>
        Back
      </button>
    </>
  );
}

function renderAt(at: string) {
  render(
    <MemoryRouter initialEntries={[at]}>
      <Routes>
        <Route
          path="/coupling/*"
          element={
            <KeepQuery to="overview">
              <Tabs />
            </KeepQuery>
          }
        />
      </Routes>
    </MemoryRouter>,
  );
}

const at = () => screen.getByRole('status').textContent;
const click = (name: string) => userEvent.click(screen.getByText(name));

describe('the team filter over the tabs', () => {
  it('comes along from a bare link, together with the rest of its query', () => {
    renderAt('/coupling?team=commerce&finding=x');
    expect(at()).toBe('/coupling/overview?team=commerce&finding=x');
  });

  it('goes along to another tab, alone', async () => {
    renderAt('/coupling/overview?team=commerce&children=0&finding=x');
    await click('Risks');
    expect(at()).toBe('/coupling/risks?team=commerce&children=0');
  });

  it('gives way to the team of a link', async () => {
    renderAt('/coupling/overview?team=commerce');
    await click('Payments');
    expect(at()).toBe('/coupling/risks?team=payments');
  });

  it('stays away when it was taken off on the same tab', async () => {
    renderAt('/coupling/overview?team=commerce');
    await click('All teams');
    expect(at()).toBe('/coupling/overview?q=x');
    await click('Risks');
    expect(at()).toBe('/coupling/risks');
  });

  it('does not follow a step back', async () => {
    renderAt('/coupling/overview');
    await click('Payments');
    await click('Back');
    expect(at()).toBe('/coupling/overview');
  });
});
