import { Link } from 'react-router';
import { EmptyState } from '../ui/EmptyState';
import { words } from '../words';
import { useTitle } from './title';

export function NotFound() {
  useTitle(words.problem.notFound);
  return (
    <EmptyState isPage title={words.problem.notFound} action={<Link to="/">{words.problem.toBookings}</Link>}>
      {words.problem.notFoundHelp}
    </EmptyState>
  );
}
