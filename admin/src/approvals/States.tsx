import { Link } from 'react-router';
import { words } from '../words';
import { APPROVALS, DECIDED } from './question';

const t = words.decided.states;

/** Reviews that wait, or those that are over: two lists, because they are asked different things. */
export function States({ of }: { readonly of: 'open' | 'decided' }) {
  const ways = [
    ['open', APPROVALS.path],
    ['decided', DECIDED.path],
  ] as const;
  return (
    <nav className="states" aria-label={t.label}>
      {ways.map(([state, path]) => (
        <Link key={state} to={path} aria-current={state === of ? 'page' : undefined}>
          {t[state]}
        </Link>
      ))}
    </nav>
  );
}
