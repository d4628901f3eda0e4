import { Link } from '@backstage/core-components';

const PAGES = [
  {
    to: '/coupling',
    title: 'Coupling',
    text: 'what teams share, what falls with what, and which interface nobody owns',
  },
  {
    to: '/catalog',
    title: 'Catalog',
    text: 'every component, resource and system, and who owns it',
  },
  {
    to: '/api-docs',
    title: 'APIs',
    text: 'the interfaces with their contracts',
  },
];

export function StartHere() {
  return (
    <ul>
      {PAGES.map(page => (
        <li key={page.to}>
          <Link to={page.to}>{page.title}</Link>: {page.text}
        </li>
      ))}
    </ul>
  );
}
